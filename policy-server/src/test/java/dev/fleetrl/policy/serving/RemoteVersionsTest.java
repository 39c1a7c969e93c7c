package dev.fleetrl.policy.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.embodiment.Embodiments;
import dev.fleetrl.policy.openpi.NdArray;
import dev.fleetrl.policy.openpi.OpenpiMap;
import dev.fleetrl.policy.remote.HostileServer;
import dev.fleetrl.policy.remote.RemoteBackend;
import dev.fleetrl.policy.remote.RemotePolicy;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A real server that answers for version {@code near} itself, by one worker, and asks another real one for version {@code far}. */
class RemoteVersionsTest {
    private static final PolicyVersion NEAR = new PolicyVersion("near");
    private static final PolicyVersion FAR = new PolicyVersion("far");
    private static final int ANSWER_MILLIS = 3000;

    private final Vertx vertx = Vertx.vertx();
    private final WebSocketClient sockets = vertx.createWebSocketClient();
    private final MemoryLog log = new MemoryLog();

    @AfterEach
    void close() {
        var unused = vertx.close(); // clients whose server went first may take for ever
    }

    @Test
    void areAnsweredByTheOtherServerUnderTheirOwnName() throws Exception {
        try (AheadServer other = new AheadServer(Door.open(), List.of("third", "wrist"), 8)) {
            Peer robot = new Peer(sockets, serve(URI.create("ws://127.0.0.1:" + other.port())));
            robot.next();

            robot.ask(question(FAR).integer("fleetrl/request", 3));

            OpenpiMap answer = robot.next();
            assertThat(answer.array("actions"))
                    .contains(NdArray.floats(Vec.of(0.05f, 0, 0, 0, 0, 0, -1, 0.05f, 0, 0, 0, 0, 0, -1), 2, 7));
            assertThat(answer.text("fleetrl/policy_version")).contains("far");
            assertThat(answer.integer("fleetrl/execute_steps")).contains(1L);
            assertThat(answer.integer("fleetrl/request")).contains(3L);
            assertThat(log.messages()).contains(new ModelRecord.Warm(FAR, "here"));
        }
    }

    @Test
    void keepNobodyElseWaitingWhenTheirServerHangs() throws Exception {
        try (HostileServer other = new HostileServer()) {
            int port = serve(other.address());
            Peer robot = new Peer(sockets, port);
            Peer neighbour = new Peer(sockets, port);
            robot.next();
            neighbour.next();
            robot.ask(question(FAR));
            assertThat(robot.next().has("actions")).isTrue();
            other.behave(HostileServer.Manner.HANGS);

            long askedNanos = System.nanoTime();
            robot.ask(question(FAR));
            for (int i = 0; i < 20; i++) {
                neighbour.ask(question(NEAR));
                assertThat(neighbour.next().text("fleetrl/policy_version")).contains("near");
            }
            long neighbourMillis = (System.nanoTime() - askedNanos) / 1_000_000;

            assertThat(robot.line())
                    .isEqualTo("the policy server at " + other.address() + " did not answer within " + ANSWER_MILLIS
                            + " ms");
            assertThat(robot.closeCode()).contains((short) 1011);
            assertThat(neighbourMillis).isLessThan(ANSWER_MILLIS);
        }
    }

    private int serve(URI other) throws Exception {
        RemotePolicy policy = new RemotePolicy(
                other,
                Optional.empty(),
                Embodiments.shipped().named("libero").orElseThrow(),
                2,
                1,
                1,
                10_000,
                ANSWER_MILLIS,
                10_000);
        Peer.join(log.publish(LogTopics.MODELS, Models.registered(NEAR, List.of("third"), 8, 2)));
        Peer.join(log.publish(
                LogTopics.MODELS,
                new ModelRecord.Registered(FAR, policy.manifest(FAR, Optional.empty(), List.of(Models.PICK), "0"))));
        PolicyVerticle server = new PolicyVerticle(
                new PolicyVerticle.Identity("here", "127.0.0.1", 0),
                new ServingConfig(2, 1, 5, 4, 8, 10_000, 10_000, Optional.empty()),
                log,
                version -> version.equals(FAR)
                        ? RemoteBackend.open(vertx, policy, Optional.empty())
                        : new AheadServer.Ahead());
        Peer.join(vertx.deployVerticle(server));
        return server.port();
    }

    private static OpenpiMap.Builder question(PolicyVersion version) {
        NdArray picture = NdArray.bytes(new byte[64 * 64 * 3], 64, 64, 3);
        return new OpenpiMap.Builder()
                .array("observation/third", picture)
                .array("observation/wrist", picture)
                .array("observation/state", NdArray.floats(Vec.of(0.05f, 0, 0, 0, 0, 0, 0, 0), 8))
                .text("prompt", "go")
                .text("fleetrl/policy_version", version.value());
    }
}
