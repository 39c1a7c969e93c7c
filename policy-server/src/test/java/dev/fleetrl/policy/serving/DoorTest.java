package dev.fleetrl.policy.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.embodiment.Embodiments;
import dev.fleetrl.policy.openpi.NdArray;
import dev.fleetrl.policy.openpi.OpenpiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who comes in to a policy server, who does not, and what clients of other robots are answered. */
class DoorTest {
    private static final String KEY = "a-key-of-robot-seven";
    private static final String OTHER_KEY = "another-key-of-ours";
    /** As short as a busy machine allows. */
    private static final int HANDSHAKE_SECONDS = 5;

    private static final int IDLE_SECONDS = 4;
    private static final int FRAME_LIMIT = 8 * 1024 * 1024;

    private final Vertx vertx = Vertx.vertx();
    private final WebSocketClient sockets = vertx.createWebSocketClient(
            new WebSocketClientOptions().setClosingTimeout(1).setMaxFrameSize(2 * FRAME_LIMIT));
    private final HttpClient requests = vertx.createHttpClient();

    @TempDir
    private Path folder;

    /** Nobody waits for it: clients whose server went first may take for ever to close. */
    @AfterEach
    void close() {
        var unused = vertx.close();
    }

    @Test
    void greetsWithWhatThePolicyIsLike() throws Exception {
        try (AheadServer server = serve(60, 16, Optional.empty())) {
            OpenpiMap greeting = new Peer(sockets, server.port()).next();

            assertThat(greeting.text("policy_version")).contains("v1");
            assertThat(greeting.integer("protocol_version")).contains(1L);
            assertThat(greeting.integer("action_horizon")).contains(2L);
            assertThat(greeting.integer("action_dim")).contains(7L);
            assertThat(greeting.keys()).contains("image_keys");
            assertThat(greeting.text("schema_hash").orElseThrow()).matches("[0-9a-f]{16}");
        }
    }

    @Test
    void answersALiberoClientInItsOwnTerms() throws Exception {
        try (AheadServer server = serve(60, 16, Optional.empty())) {
            Peer peer = greeted(server);

            peer.ask(Clients.libero(0.05f));
            OpenpiMap first = peer.next();
            peer.ask(Clients.libero(0.1f));
            OpenpiMap second = peer.next();

            assertThat(first.array("actions"))
                    .contains(NdArray.floats(Vec.of(1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1), 2, 7));
            assertThat(second.array("actions").orElseThrow().asFloats().at(0)).isEqualTo(2);
            assertThat(first.map("server_timing").orElseThrow().keys())
                    .containsExactlyInAnyOrder("queue_ms", "infer_ms", "batch");
            assertThat(second.map("server_timing").orElseThrow().keys())
                    .containsExactlyInAnyOrder("queue_ms", "infer_ms", "batch", "prev_total_ms");
            assertThat(server.asked().instruction()).isEqualTo("put the bowl on the plate");
            byte[] small = new byte[64 * 64 * 3];
            Optional.ofNullable(server.asked().pictures().get("third"))
                    .orElseThrow()
                    .decode(64, small, 0);
            assertThat(small).containsOnly(200);
        }
    }

    @Test
    void refusesAnAlohaClientWhosePolicyActsInSeven() throws Exception {
        try (AheadServer server = serve(60, 16, Optional.empty())) {
            Peer peer = greeted(server);

            peer.ask(Clients.aloha());

            assertThat(peer.line())
                    .isEqualTo("policy v1 acts in 7 numbers, a robot of embodiment aloha in 14;"
                            + " ask for a policy that was trained for it");
            assertThat(peer.closeCode()).contains((short) 1008);
        }
    }

    @Test
    void letsInWhoShowsAKeyAndNobodyElse() throws Exception {
        try (AheadServer server = serve(60, 16, Optional.of(keys()))) {
            assertThat(new Peer(sockets, server.port(), Optional.of(KEY)).next().text("policy_version"))
                    .contains("v1");
            for (Optional<String> wrong :
                    List.of(Optional.<String>empty(), Optional.of("a-key-of-robot-eight"), Optional.of(""))) {
                assertThatThrownBy(() -> new Peer(sockets, server.port(), wrong))
                        .rootCause()
                        .hasMessageContaining("401");
            }
            assertThat(get(server.port(), "/healthz")).isEqualTo("OK\n");
        }
    }

    /** All come from one address, and say no name; eight may wait. */
    @Test
    void servesThoseOfOneKeyAndOfAnotherByTurns() throws Exception {
        try (AheadServer server = serve(60, 16, Optional.of(keys()))) {
            server.keepBusy();
            greeted(server, KEY).ask(Clients.libero(0.05f));
            server.awaitBusy();
            Peer last = greeted(server, KEY);
            for (int waiting = 1; waiting <= 8; waiting++) {
                last = greeted(server, KEY);
                last.ask(Clients.libero(0.05f));
                awaitWaiting(server, waiting);
            }
            Peer other = greeted(server, OTHER_KEY);

            other.ask(Clients.libero(0.05f));

            assertThat(last.line()).isEqualTo("busy: too many questions wait; ask again");
            assertThat(last.closeCode()).contains((short) 1013);
            server.goOn();
            assertThat(other.next().has("actions")).isTrue();
        }
    }

    private void awaitWaiting(AheadServer server, int questions) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Peer.LIMIT_SECONDS);
        while (!get(server.port(), "/status").contains("\"waiting\":" + questions + ",")) {
            assertThat(System.nanoTime() - end).isNegative();
        }
    }

    @Test
    void saysWhatIsWrongWithAFileOfKeysButNotTheKeys() throws IOException {
        Path file = folder.resolve("keys");
        Files.writeString(file, "# ours\n\nrobot-7 short\n");
        assertThatThrownBy(() -> ApiKeys.read(file))
                .hasMessage(file + ", line 3: must be NAME KEY, with a key of at least 16 characters");
        Files.writeString(file, "robot-7 0123456789abcdef\nrobot-7 0123456789abcdee\n");
        assertThatThrownBy(() -> ApiKeys.read(file)).hasMessage(file + ", line 2: the name robot-7 stands twice");
        Files.writeString(file, "");
        assertThatThrownBy(() -> ApiKeys.read(file)).hasMessageStartingWith(file + " holds no key");
    }

    @Test
    void knowsAKeyByItsName() throws IOException {
        assertThat(keys().client("Api-Key " + KEY)).contains("robot-7");
        assertThat(keys().client("Bearer " + KEY)).isEmpty();
        assertThat(keys().client(null)).isEmpty();
    }

    /** One who says nothing, one who never ends a request, one who sends a frame a byte at a time, one a message in ever more parts. */
    @Test
    void closesOnThoseWhoDawdleAndGoesOnWithTheOthers() throws Exception {
        try (AheadServer server = serve(IDLE_SECONDS, 16, Optional.empty())) {
            Peer client = greeted(server);
            try (Dawdler silent = Dawdler.silent(server.port());
                    Dawdler inItsRequest = Dawdler.inItsRequest(server.port());
                    Dawdler inItsFrame = Dawdler.inItsFrame(server.port());
                    Dawdler inParts = Dawdler.inThePartsOfItsMessage(server.port())) {
                for (Dawdler dawdler : List.of(silent, inItsRequest, inItsFrame, inParts)) {
                    assertThat(dawdler.isShutOut()).isTrue();
                    client.ask(Clients.libero(0.05f));
                    assertThat(client.next().has("actions")).isTrue();
                }
            }
        }
    }

    @Test
    void keepsAClientThatIsQuietButThere() throws Exception {
        try (AheadServer server = serve(IDLE_SECONDS, 16, Optional.empty())) {
            Peer client = greeted(server);
            CountDownLatch later = new CountDownLatch(1);
            vertx.setTimer(2500 * IDLE_SECONDS, late -> later.countDown());
            assertThat(later.await(Peer.LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();

            client.ask(Clients.libero(0.05f));

            assertThat(client.next().has("actions")).isTrue();
        }
    }

    @Test
    void turnsAwayWhoIsTooMany() throws Exception {
        try (AheadServer server = serve(60, 2, Optional.empty())) {
            Peer first = greeted(server);
            Peer second = greeted(server);

            assertThatThrownBy(() -> new Peer(sockets, server.port())).isNotNull();
            for (Peer peer : List.of(first, second)) {
                peer.ask(Clients.libero(0.05f));
                assertThat(peer.next().has("actions")).isTrue();
            }
        }
    }

    @Test
    void closesOnAMessageWhosePartsAreTooLargeTogether() throws Exception {
        try (AheadServer server = serve(60, 16, Optional.empty())) {
            Peer peer = greeted(server);

            peer.flingInTwoParts(new byte[FRAME_LIMIT / 2 + 1]);

            assertThat(peer.line()).isEqualTo("the message cannot be read, or is too long");
            assertThat(peer.closeCode()).contains((short) 1008);
        }
    }

    @Test
    void closesOnAFrameThatIsTooLarge() throws Exception {
        try (AheadServer server = serve(60, 16, Optional.empty())) {
            Peer peer = greeted(server);

            peer.fling(new byte[FRAME_LIMIT + 1]);

            assertThat(peer.closeCode()).isNotNull();
        }
    }

    /** A Kubernetes probe gives up after a second; openpi's own server does not answer it meanwhile. */
    @Test
    void isHealthyWhileAPolicyIsBusy() throws Exception {
        try (AheadServer server = serve(60, 16, Optional.empty())) {
            Peer peer = greeted(server);
            server.keepBusy();
            peer.ask(Clients.libero(0.05f));

            for (int probe = 0; probe < 20; probe++) {
                assertThat(get(server.port(), "/healthz")).isEqualTo("OK\n");
            }
            assertThat(greeted(server)).isNotNull();
        }
    }

    private static AheadServer serve(int idleSeconds, int connections, Optional<ApiKeys> keys) throws Exception {
        return new AheadServer(
                new Door(keys, HANDSHAKE_SECONDS, idleSeconds, connections, Embodiments.shipped()),
                List.of("third", "wrist"),
                8);
    }

    private Peer greeted(AheadServer server) throws Exception {
        Peer peer = new Peer(sockets, server.port());
        assertThat(peer.next().text("policy_version")).contains("v1");
        return peer;
    }

    private Peer greeted(AheadServer server, String key) throws Exception {
        Peer peer = new Peer(sockets, server.port(), Optional.of(key));
        assertThat(peer.next().text("policy_version")).contains("v1");
        return peer;
    }

    private ApiKeys keys() throws IOException {
        Path file = folder.resolve("keys");
        Files.writeString(file, "# robots\nrobot-6 " + OTHER_KEY + "\nrobot-7 " + KEY + "\n");
        return ApiKeys.read(file);
    }

    private String get(int port, String path) throws Exception {
        return Peer.join(requests.request(HttpMethod.GET, port, "127.0.0.1", path)
                        .compose(request -> request.send().compose(response -> response.body())))
                .toString();
    }
}
