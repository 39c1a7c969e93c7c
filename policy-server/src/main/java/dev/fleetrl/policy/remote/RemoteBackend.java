package dev.fleetrl.policy.remote;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.batching.BatchTime;
import dev.fleetrl.policy.embodiment.Embodiment;
import dev.fleetrl.policy.embodiment.Rgb;
import dev.fleetrl.policy.openpi.NdArray;
import dev.fleetrl.policy.openpi.OpenpiMap;
import dev.fleetrl.policy.serving.Picture;
import dev.fleetrl.policy.serving.PolicyAnswer;
import dev.fleetrl.policy.serving.PolicyBackend;
import dev.fleetrl.policy.serving.PolicyQuery;
import dev.fleetrl.policy.serving.PolicyUnavailableException;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;

/**
 * A policy behind an openpi server. Each thread that asks has a connection of its own, kept for the next question. One that was
 * late, said something else or went away is closed, and only the robot whose question it was is told so.
 */
public final class RemoteBackend implements PolicyBackend {
    private static final int MAX_FRAME_BYTES = 8 * 1024 * 1024;
    private static final int CLOSING_LIMIT_SECONDS = 1;
    private static final int GIVEN_UP_MILLIS = 500;

    private final RemotePolicy policy;
    private final WebSocketClient client;
    private final WebSocketConnectOptions server;
    private final ConcurrentLinkedDeque<RemoteConnection> idle = new ConcurrentLinkedDeque<>();
    private final Backoff backoff = new Backoff();
    private final BatchTime time = new BatchTime();
    private volatile boolean isClosed;

    private RemoteBackend(Vertx vertx, RemotePolicy policy, Optional<String> key) {
        this.policy = policy;
        boolean isEncrypted = "wss".equals(policy.address().getScheme());
        client = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setSsl(isEncrypted)
                .setConnectTimeout(policy.connectMillis())
                .setMaxConnections(policy.connections())
                .setClosingTimeout(CLOSING_LIMIT_SECONDS)
                .setMaxFrameSize(MAX_FRAME_BYTES)
                .setMaxMessageSize(MAX_FRAME_BYTES));
        String path = policy.address().getPath();
        server = new WebSocketConnectOptions()
                .setHost(policy.address().getHost())
                .setPort(policy.address().getPort())
                .setURI(path == null || path.isEmpty() ? "/" : path)
                .setTimeout(policy.connectMillis()
                        + GIVEN_UP_MILLIS); // else a connection that is not answered keeps its place for ever
        key.ifPresent(secret -> server.addHeader("Authorization", "Api-Key " + secret));
    }

    /** Connects, reads who is there, and asks twice: to see that its answers fit, and how long one takes. */
    public static RemoteBackend open(Vertx vertx, RemotePolicy policy, Optional<String> key)
            throws PolicyUnavailableException {
        RemoteBackend backend = new RemoteBackend(vertx, policy, key);
        try {
            backend.examine();
            return backend;
        } catch (RemoteFailure e) {
            backend.close();
            throw new PolicyUnavailableException(backend.line(e), e);
        }
    }

    private void examine() throws RemoteFailure {
        RemoteConnection connection = RemoteConnection.open(client, server, policy.connectMillis());
        try {
            compare(connection.metadata());
            Vec felt = Vec.of(new float[policy.embodiment().proprioception()]);
            byte[] question = policy.embodiment().observation(black(), felt, "").encode();
            var unused = chunk(connection.ask(question, policy.firstAnswerMillis()), felt);
            long asked = System.nanoTime();
            unused = chunk(connection.ask(question, policy.answerMillis()), felt);
            time.learn(1, System.nanoTime() - asked);
        } catch (RemoteFailure e) {
            connection.close();
            throw e;
        } catch (IllegalArgumentException e) {
            connection.close();
            throw new RemoteFailure("says what cannot be used: " + e.getMessage(), false);
        }
        idle.push(connection);
    }

    /** Servers that say what their answers are like are believed; most say nothing. */
    private void compare(byte[] metadata) throws RemoteFailure {
        OpenpiMap said = map(metadata);
        compare(said, "action_horizon", policy.horizon());
        compare(said, "action_dim", policy.embodiment().actions().columns());
    }

    private static void compare(OpenpiMap said, String key, int wanted) throws RemoteFailure {
        Optional<Long> there = said.integer(key);
        if (there.isPresent() && there.get() != wanted) {
            throw new RemoteFailure("says " + key + " " + there.get() + ", it was registered with " + wanted, false);
        }
    }

    private Map<String, Rgb> black() {
        Map<String, Rgb> pictures = new HashMap<>();
        policy.embodiment().cameras().forEach((name, camera) -> {
            int side = camera.pixels();
            pictures.put(name, new Rgb(side, side, Bytes.of(new byte[side * side * 3])));
        });
        return pictures;
    }

    @Override
    public List<PolicyAnswer> infer(List<PolicyQuery> queries) {
        return queries.stream().map(this::answer).toList();
    }

    /** There and back, as the second question took that it was asked while it loaded. */
    @Override
    public BatchTime timeOf(PolicyQuery query) {
        return time.copy();
    }

    private PolicyAnswer answer(PolicyQuery query) {
        if (query.choice().candidates().orElse(1) > 1) {
            return new PolicyAnswer.Refused("another server answers for this policy, and chooses among no candidates");
        }
        byte[] question;
        try {
            question = question(query);
        } catch (IOException | IllegalArgumentException e) {
            return new PolicyAnswer.Refused(String.valueOf(e.getMessage()));
        }
        long left = backoff.leftNanos(System.nanoTime());
        if (left > 0) {
            return new PolicyAnswer.Failed("the policy server at " + policy.address()
                    + " was away; it is tried again in " + Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)) + " ms");
        }
        long asked = System.nanoTime();
        try {
            return asked(question, query.state());
        } catch (RemoteFailure e) {
            if (e.isAway() && backoff.failed(asked, System.nanoTime())) {
                closeIdle(); // whatever held this one up holds them up, too
            }
            return new PolicyAnswer.Failed(line(e));
        }
    }

    private PolicyAnswer asked(byte[] question, Vec felt) throws RemoteFailure {
        RemoteConnection connection = connection();
        try {
            PolicyAnswer answer = chunk(connection.ask(question, policy.answerMillis()), felt);
            backoff.succeeded(System.nanoTime());
            giveBack(connection);
            return answer;
        } catch (RemoteFailure e) {
            connection.close();
            throw e;
        }
    }

    /** One that is idle and still there, or a new one. */
    private RemoteConnection connection() throws RemoteFailure {
        for (RemoteConnection kept = idle.poll(); kept != null; kept = idle.poll()) {
            if (!kept.isOver()) {
                return kept;
            }
        }
        return RemoteConnection.open(client, server, policy.connectMillis());
    }

    private void giveBack(RemoteConnection connection) {
        idle.push(connection);
        if (isClosed) {
            closeIdle();
        }
    }

    private byte[] question(PolicyQuery query) throws IOException {
        Map<String, Rgb> pictures = new HashMap<>();
        for (Map.Entry<String, Picture> picture : query.pictures().entrySet()) {
            if (policy.embodiment().cameras().containsKey(picture.getKey())) {
                pictures.put(picture.getKey(), picture.getValue().rgb());
            }
        }
        return policy.embodiment()
                .observation(pictures, query.state(), query.instruction())
                .encode();
    }

    private PolicyAnswer.Chunk chunk(byte[] frame, Vec felt) throws RemoteFailure {
        Embodiment embodiment = policy.embodiment();
        OpenpiMap answer = map(frame);
        try {
            NdArray actions = answer.array("actions")
                    .filter(NdArray::isFloats)
                    .orElseThrow(() -> new IllegalArgumentException("'actions' is no array of <f4 or <f8"));
            List<Integer> wanted =
                    List.of(policy.horizon(), embodiment.actions().columns());
            if (!actions.shape().equals(wanted)) {
                throw new IllegalArgumentException("'actions' has shape " + actions.shape() + ", must be " + wanted);
            }
            Vec theirs = answer.finite("actions").orElseThrow();
            return new PolicyAnswer.Chunk(
                    embodiment.actions().ours(theirs, felt),
                    policy.horizon(),
                    embodiment.actions().actionSize(),
                    policy.executeSteps(),
                    0);
        } catch (IllegalArgumentException e) {
            throw new RemoteFailure("answered what cannot be used: " + e.getMessage(), false);
        }
    }

    private static OpenpiMap map(byte[] frame) throws RemoteFailure {
        try {
            return OpenpiMap.decode(frame);
        } catch (IllegalArgumentException e) {
            throw new RemoteFailure("answered what cannot be read: " + e.getMessage(), false);
        }
    }

    private String line(RemoteFailure failure) {
        return "the policy server at " + policy.address() + " " + failure.getMessage();
    }

    private void closeIdle() {
        for (RemoteConnection kept = idle.poll(); kept != null; kept = idle.poll()) {
            kept.close();
        }
    }

    @Override
    public void close() {
        isClosed = true;
        closeIdle();
        client.close().onComplete(done -> {});
    }
}
