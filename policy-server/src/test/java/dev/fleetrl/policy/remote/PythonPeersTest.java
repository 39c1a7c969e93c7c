package dev.fleetrl.policy.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.condition.Indicator;
import dev.fleetrl.policy.embodiment.Embodiments;
import dev.fleetrl.policy.serving.AheadServer;
import dev.fleetrl.policy.serving.Door;
import dev.fleetrl.policy.serving.Picture;
import dev.fleetrl.policy.serving.PolicyAnswer;
import dev.fleetrl.policy.serving.PolicyQuery;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whole conversations with Python peers that speak as openpi's published client and server do. */
class PythonPeersTest {
    @BeforeAll
    static void needsPython() {
        assumeTrue(PythonPeer.isHere(), "apt-get install python3-msgpack python3-numpy python3-websockets");
    }

    @Test
    void areAnsweredAsTheirServersWouldOrToldWhyNot() throws Exception {
        try (AheadServer server = new AheadServer(Door.open(), List.of("third", "wrist"), 8);
                PythonPeer client = new PythonPeer("client.py", "ws://127.0.0.1:" + server.port(), "any-key")) {
            assertThat(client.lines())
                    .containsExactly(
                            "libero v1 float32 (2, 7) [1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0]",
                            "libero v1 float32 (2, 7) [1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0]",
                            "droid error policy v1 acts in 7 numbers, a robot of embodiment droid in 8;"
                                    + " ask for a policy that was trained for it",
                            "aloha error policy v1 acts in 7 numbers, a robot of embodiment aloha in 14;"
                                    + " ask for a policy that was trained for it",
                            "nan error 'observation/state' is NaN at element 0, must be finite",
                            "fractions error 'observation/image' is a picture of <f8; send |u1, 0 to 255,"
                                    + " as image_tools.convert_to_uint8 does");
        }
    }

    @Test
    void answerUsAsTheyAnswerTheirClients() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (PythonPeer server = new PythonPeer("server.py")) {
            URI address = URI.create("ws://127.0.0.1:" + server.line().replace("port ", ""));
            var libero = Embodiments.shipped().named("libero").orElseThrow();
            RemotePolicy policy =
                    new RemotePolicy(address, Optional.of("key"), libero, 2, 2, 1, 10_000, 10_000, 10_000);
            try (RemoteBackend backend = RemoteBackend.open(vertx, policy, Optional.of("a-key-of-ours"))) {
                assertThat(backend.infer(List.of(query("go"), query("fail"), query("go"))))
                        .extracting(PythonPeersTest::shown)
                        .containsExactly(
                                "0.5",
                                "the policy server at " + address + " says: KeyError: 'observation/none'",
                                "0.5");
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static String shown(PolicyAnswer answer) {
        return answer instanceof PolicyAnswer.Chunk chunk
                ? Float.toString(chunk.actions().at(3))
                : ((PolicyAnswer.Failed) answer).reason();
    }

    private static PolicyQuery query(String instruction) {
        Picture black = new Picture.Raw(64, 64, Bytes.of(new byte[64 * 64 * 3]));
        return new PolicyQuery(
                Map.of("third", black, "wrist", black),
                Vec.of(1, 0, 0, 0, 0, 0, 0, 0),
                instruction,
                Indicator.POSITIVE,
                Optional.empty(),
                0,
                Optional.empty());
    }
}
