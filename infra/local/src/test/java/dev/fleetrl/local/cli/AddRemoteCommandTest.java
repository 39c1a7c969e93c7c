package dev.fleetrl.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.checkpoint.PolicyStore;
import dev.fleetrl.policy.checkpoint.SigningKey;
import dev.fleetrl.policy.checkpoint.TrustedKeys;
import dev.fleetrl.policy.openpi.NdArray;
import dev.fleetrl.policy.openpi.OpenpiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a small openpi server of H = 10, and a site that writes down what it is told. */
class AddRemoteCommandTest {
    private final Vertx vertx = Vertx.vertx();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final HttpServer site = site();
    private int port;

    @TempDir
    private Path data;

    @BeforeEach
    void start() {
        port = vertx.createHttpServer(new HttpServerOptions()
                        .setMaxWebSocketFrameSize(1 << 20)
                        .setMaxWebSocketMessageSize(1 << 20))
                .webSocketHandler(this::answer)
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
    }

    private HttpServer site() {
        try {
            HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            site.createContext("/", exchange -> {
                byte[] body = exchange.getRequestBody().readAllBytes();
                told.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + new String(body, UTF_8));
                exchange.sendResponseHeaders(200, 2);
                exchange.getResponseBody().write("{}".getBytes(UTF_8));
                exchange.close();
            });
            site.start();
            return site;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        site.stop(0);
        vertx.close().await();
    }

    private void answer(ServerWebSocket client) {
        keys.add(String.valueOf(client.headers().get("Authorization")));
        NdArray actions = NdArray.floats(Vec.of(new float[70]), 10, 7);
        client.binaryMessageHandler(question -> write(client, new OpenpiMap.Builder().array("actions", actions)));
        write(client, new OpenpiMap.Builder());
    }

    private static void write(ServerWebSocket client, OpenpiMap.Builder frame) {
        client.writeBinaryMessage(Buffer.buffer(frame.encode())).onComplete(done -> {});
    }

    @Test
    void asksTheServerThenWritesAndRegistersTheVersion() throws Exception {
        Files.createDirectories(data.resolve("keys"));
        Files.writeString(data.resolve("keys/gpu"), "a-secret-of-the-gpu\n");

        assertThat(add("pi05", "--horizon", "10", "--api-key-file", "gpu")).isEmpty();
        assertThat(add("pi05", "--horizon", "10", "--api-key-file", "gpu")).isEmpty();

        PolicyVersion version = new PolicyVersion("pi05");
        PolicyStore store = PolicyStore.open(data.resolve("policies"));
        PolicyManifest manifest = store.find(version).orElseThrow();
        assertThat(manifest.policyCameras()).containsExactly("third", "wrist");
        assertThat(manifest.proprioceptionSize()).isEqualTo(8);
        assertThat(manifest.executeSteps()).isEqualTo(5);
        assertThat(manifest.remote()).contains(new PolicyManifest.Remote("ws://127.0.0.1:" + port, "libero", 7, 2));
        TrustedKeys own = TrustedKeys.read(List.of(SigningKey.publicKey(data)));
        assertThat(store.trusting(own).readRemote(version).orElseThrow().apiKeyFile())
                .contains("gpu");
        assertThat(keys).contains("Api-Key a-secret-of-the-gpu");
        assertThat(Files.readString(data.resolve("policies/pi05/remote.json"))).doesNotContain("a-secret");
        String line = told.get(0);
        assertThat(line).startsWith("PUT /api/v1/policies/pi05 {");
        assertThat(Codec.JSON.decode(
                        PolicyManifest.class, line.substring(line.indexOf('{')).getBytes(UTF_8)))
                .isEqualTo(manifest);
        assertThat(told).hasSize(2);
    }

    @Test
    void registersNothingThatDoesNotFit() {
        assertThat(add("pi05", "--horizon", "16"))
                .contains(
                        "answered what cannot be used: 'actions' has shape [10, 7], must be [16, 7]; --unasked registers it");
        assertThat(add("pi05", "--horizon", "4", "--execute", "5"))
                .contains("executeSteps must be 1 to the horizon of 4");
        assertThat(add("pi05", "--horizon", "10", "--embodiment", "panda"))
                .contains("choose one of fleetrl, droid, libero, aloha");
        assertThat(add("pi05", "--horizon", "10", "--api-key-file", "../etc/passwd"))
                .contains("without a path");
        assertThat(add("pi05", "--horizon", "10", "--api-key-file", "gone")).contains("cannot be read");
        assertThat(add(
                        "pi05",
                        "--horizon",
                        "10",
                        "--data",
                        data.resolve("other").toString()))
                .contains("--data");
        assertThat(told).isEmpty();
        assertThat(data.resolve("policies/pi05")).doesNotExist();
    }

    @Test
    void refusesAnotherWayOfAskingUnderTheSameName() {
        assertThat(add("pi05", "--horizon", "10")).isEmpty();

        assertThat(add("pi05", "--horizon", "10", "--execute", "3")).contains("exists and is asked otherwise");
    }

    /** The first line of what went wrong; later options win. */
    private String add(String name, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "policy",
                "add-remote",
                name,
                "--address",
                "ws://127.0.0.1:" + port,
                "--task",
                "pick",
                "--connect-millis",
                "60000",
                "--url",
                "http://127.0.0.1:" + site.getAddress().getPort()));
        List<String> options = List.of(more);
        if (!options.contains("--data")) {
            arguments.addAll(List.of("--data", data.toString()));
        }
        if (!options.contains("--embodiment")) {
            arguments.addAll(List.of("--embodiment", "libero"));
        }
        arguments.addAll(options);
        StringWriter error = new StringWriter();
        int code = FleetRl.commandLine().setErr(new PrintWriter(error)).execute(arguments.toArray(String[]::new));
        assertThat(code).isEqualTo(error.toString().isEmpty() ? 0 : FleetRl.CALLER_CAN_MEND);
        return error.toString();
    }
}
