package dev.fleetrl.policy.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.condition.Indicator;
import dev.fleetrl.policy.embodiment.Embodiments;
import dev.fleetrl.policy.remote.HostileServer.Manner;
import dev.fleetrl.policy.serving.AheadServer;
import dev.fleetrl.policy.serving.Door;
import dev.fleetrl.policy.serving.Picture;
import dev.fleetrl.policy.serving.PolicyAnswer;
import dev.fleetrl.policy.serving.PolicyQuery;
import dev.fleetrl.policy.serving.PolicyUnavailableException;
import io.vertx.core.Vertx;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against our own server, and against servers that misbehave, over real sockets. */
class RemoteBackendTest {
    private static final int ANSWER_MILLIS = 1500;
    private static final int LIMIT_SECONDS = 60;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** Its LIBERO façade answers in LIBERO's terms, which become ours again: 5 cm ahead, gripper closed. */
    @Test
    void asksOurOwnServerAsALiberoClientWould() throws Exception {
        try (AheadServer server = new AheadServer(Door.open(), List.of("third", "wrist"), 8);
                RemoteBackend backend = open(URI.create("ws://127.0.0.1:" + server.port()), 2)) {
            PolicyAnswer answer = ask(backend, 0.05f);

            assertThat(answer)
                    .isEqualTo(new PolicyAnswer.Chunk(
                            Vec.of(0.05f, 0, 0, 0, 0, 0, -1, 0.05f, 0, 0, 0, 0, 0, -1), 2, 7, 2, 0));
        }
    }

    @Test
    void knowsHowLongAnAnswerTakesBeforeARobotAsks() throws Exception {
        long opening = System.nanoTime();
        try (HostileServer server = new HostileServer();
                RemoteBackend backend = open(server.address(), 2)) {
            long opened = System.nanoTime() - opening;

            assertThat(backend.timeOf(query(Vec.of(new float[8]))).expect(1)).isBetween(1L, opened);
        }
    }

    @Test
    void refusesAServerWhoseChunksHaveAnotherLength() throws Exception {
        try (AheadServer server = new AheadServer(Door.open(), List.of("third", "wrist"), 8)) {
            assertThatThrownBy(() -> open(URI.create("ws://127.0.0.1:" + server.port()), 10))
                    .isInstanceOf(PolicyUnavailableException.class)
                    .hasMessageEndingWith("says action_horizon 2, it was registered with 10");
        }
    }

    @Test
    void refusesAServerThatIsNotThereOrHangs() throws Exception {
        try (ServerSocket mute = new ServerSocket(0);
                HostileServer hanging = new HostileServer()) {
            assertThatThrownBy(() -> open(URI.create("ws://127.0.0.1:" + mute.getLocalPort()), 2, 1000))
                    .hasMessageEndingWith("does not take the connection within 1000 ms");
            assertThatThrownBy(() -> open(URI.create("ws://127.0.0.1:1"), 2))
                    .hasMessageContaining("cannot be reached: ");
            hanging.behave(Manner.HANGS);
            assertThatThrownBy(() -> open(hanging.address(), 2, 1000)).hasMessageEndingWith("within 1000 ms");
        }
    }

    @Test
    void tellsWhatWasWrongInOneLineAndGoesOnWithTheNextQuestion() throws Exception {
        Map<Manner, String> lines = Map.of(
                Manner.SAYS_A_TRACEBACK, "says: KeyError: 'image'",
                Manner.ANSWERS_OTHER_SHAPES, "answered what cannot be used: 'actions' has shape [2, 8], must be [2, 7]",
                Manner.ANSWERS_OTHER_TYPES, "answered what cannot be used: 'actions' is no array of <f4 or <f8",
                Manner.ANSWERS_NAN, "answered what cannot be used: 'actions' is NaN at element 0, must be finite",
                Manner.ANSWERS_NOISE, "answered what cannot be read: the frame is not a msgpack map with text keys",
                Manner.CLOSES, "closed the connection");
        try (HostileServer server = new HostileServer();
                RemoteBackend backend = open(server.address(), 2)) {
            for (Map.Entry<Manner, String> line : lines.entrySet()) {
                server.behave(line.getKey());
                assertThat(ask(backend, 1))
                        .as(line.getKey().name())
                        .isEqualTo(new PolicyAnswer.Failed(
                                "the policy server at " + server.address() + " " + line.getValue()));
                server.behave(Manner.SOUND);
                assertThat(ahead(ask(backend, 1))).isEqualTo(0.05f);
            }
        }
    }

    /** Its answer comes 2.5 s after the question; the next question must not get it. */
    @Test
    void neverUsesALateAnswer() throws Exception {
        try (HostileServer server = new HostileServer();
                RemoteBackend backend = open(server.address(), 2)) {
            server.behave(Manner.IS_LATE);
            assertThat(failure(ask(backend, 1))).endsWith("did not answer within " + ANSWER_MILLIS + " ms");
            assertThat(failure(ask(backend, 1))).contains("was away; it is tried again in ");
            server.behave(Manner.SOUND);
            pause(3000);

            assertThat(ahead(ask(backend, 1))).isEqualTo(0.05f);
            assertThat(server.clients()).isEqualTo(2);
        }
    }

    /** Else each of them would cost another robot its answer. */
    @Test
    void keepsNoConnectionToAServerThatFellSilent() throws Exception {
        try (HostileServer server = new HostileServer();
                RemoteBackend backend = open(server.address(), 2)) {
            server.behave(Manner.WAITS_FOR_TWO);
            CompletableFuture<PolicyAnswer> other = CompletableFuture.supplyAsync(() -> ask(backend, 1));
            assertThat(ahead(ask(backend, 2))).isEqualTo(0.1f);
            assertThat(ahead(other.join())).isEqualTo(0.05f);
            assertThat(server.clients()).isEqualTo(2);

            server.behave(Manner.HANGS);
            assertThat(failure(ask(backend, 1))).endsWith("did not answer within " + ANSWER_MILLIS + " ms");

            server.awaitNobody();
        }
    }

    /** Two connections it may have; each of them is asked for in vain. */
    @Test
    void comesBackToAServerThatTookConnectionsAndDidNotAnswerThem() throws Exception {
        try (HostileServer server = new HostileServer();
                RemoteBackend backend = open(server.address(), 2, 1000)) {
            server.behave(Manner.CLOSES);
            assertThat(failure(ask(backend, 1))).endsWith("closed the connection");
            server.isDeaf = true;
            for (int pause : List.of(600, 1600)) {
                assertThat(failure(ask(backend, 1))).endsWith("does not take the connection within 1000 ms");
                pause(pause);
            }
            server.isDeaf = false;
            server.behave(Manner.SOUND);

            assertThat(ahead(ask(backend, 1))).isEqualTo(0.05f);
        }
    }

    @Test
    void takesNoAddressThatHoldsASecret() {
        for (String address : List.of("ws://ada:secret@gpu:8000", "ws://gpu:8000/?key=secret", "ws://gpu:8000/#x")) {
            assertThatThrownBy(() -> open(URI.create(address), 2))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("without a user, a query or a fragment")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void closesOnAServerThatAnswersWhatNobodyAsked() throws Exception {
        try (HostileServer server = new HostileServer();
                RemoteBackend backend = open(server.address(), 2)) {
            server.behave(Manner.ANSWERS_TWICE);
            assertThat(ahead(ask(backend, 1))).isEqualTo(0.05f);
            pause(300);
            server.behave(Manner.SOUND);

            assertThat(failure(ask(backend, 1))).endsWith("answered a question that nobody asked");
            assertThat(ahead(ask(backend, 2))).isEqualTo(0.1f);
        }
    }

    @Test
    void refusesAQuestionThatDoesNotFitWithoutAskingAnyone() throws Exception {
        try (HostileServer server = new HostileServer();
                RemoteBackend backend = open(server.address(), 2)) {
            assertThat(backend.infer(List.of(new PolicyQuery(
                            Map.of(),
                            Vec.of(new float[8]),
                            "go",
                            Indicator.POSITIVE,
                            Optional.empty(),
                            0,
                            Optional.empty()))))
                    .containsExactly(new PolicyAnswer.Refused("'observation/third' is missing"));
            assertThat(backend.infer(List.of(query(Vec.of(1, 2)))))
                    .containsExactly(
                            new PolicyAnswer.Refused("'observation/state' has 2 elements, the policy wants 8"));
        }
    }

    private RemoteBackend open(URI address, int horizon) throws PolicyUnavailableException {
        return open(address, horizon, 10_000);
    }

    private RemoteBackend open(URI address, int horizon, int millis) throws PolicyUnavailableException {
        var libero = Embodiments.shipped().named("libero").orElseThrow();
        return RemoteBackend.open(
                vertx,
                new RemotePolicy(address, Optional.empty(), libero, horizon, 2, 2, millis, ANSWER_MILLIS, millis),
                Optional.empty());
    }

    private static PolicyAnswer ask(RemoteBackend backend, float ahead) {
        Vec state = Vec.of(ahead, 0, 0, 0, 0, 0, 0, 0);
        return backend.infer(List.of(query(state))).get(0);
    }

    private static PolicyQuery query(Vec state) {
        Picture black = new Picture.Raw(64, 64, Bytes.of(new byte[64 * 64 * 3]));
        return new PolicyQuery(
                Map.of("third", black, "wrist", black),
                state,
                "go",
                Indicator.POSITIVE,
                Optional.empty(),
                0,
                Optional.empty());
    }

    private static float ahead(PolicyAnswer answer) {
        assertThat(answer).isInstanceOf(PolicyAnswer.Chunk.class);
        return ((PolicyAnswer.Chunk) answer).actions().at(0);
    }

    private static String failure(PolicyAnswer answer) {
        assertThat(answer).isInstanceOf(PolicyAnswer.Failed.class);
        return ((PolicyAnswer.Failed) answer).reason();
    }

    private void pause(long millis) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        vertx.setTimer(millis, now -> over.countDown());
        assertThat(over.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
}
