package dev.fleetrl.ui;

import static dev.fleetrl.ui.RunningSite.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A browser without a page: says what it likes, and believes nothing. */
final class Tablet {
    private final URI site;
    private final WebClient http;
    /** Vert.x closes a client that nobody refers to. */
    private final WebSocketClient sockets;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private Optional<String> cookie = Optional.empty();
    private Optional<String> forwardedFor = Optional.empty();
    private Optional<WebSocket> socket = Optional.empty();

    Tablet(Vertx vertx, URI site) {
        this.site = site;
        http = WebClient.create(vertx);
        sockets = vertx.createWebSocketClient();
    }

    /** As a proxy says. */
    Tablet at(String address) {
        forwardedFor = Optional.of(address);
        return this;
    }

    Tablet signIn(String name, String password) throws Exception {
        assertThat(trySignIn(name, password).statusCode()).isEqualTo(200);
        return this;
    }

    HttpResponse<Buffer> trySignIn(String name, String password) throws Exception {
        HttpResponse<Buffer> answer = await(request(HttpMethod.POST, "/auth/sign-in")
                .sendJsonObject(new JsonObject().put("name", name).put("password", password)));
        answer.cookies().stream().findFirst().ifPresent(set -> cookie = Optional.of(set.replaceFirst(";.*", "")));
        return answer;
    }

    /** With the cookie that it had before, as a second tab has. */
    Tablet tab(Vertx vertx) {
        Tablet tab = new Tablet(vertx, site);
        tab.cookie = cookie;
        return tab;
    }

    HttpResponse<Buffer> send(HttpMethod method, String path, String body) throws Exception {
        return await(request(method, path).sendBuffer(Buffer.buffer(body)));
    }

    Tablet connect() throws Exception {
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(site.getPort())
                .setURI("/ws");
        cookie.ifPresent(value -> options.addHeader("Cookie", value));
        var connecting = sockets.webSocket().textMessageHandler(heard::add);
        socket = Optional.of(await(connecting.connect(options)));
        return this;
    }

    void say(String text) throws Exception {
        await(socket.orElseThrow().writeTextMessage(text));
    }

    /** The next that has this in it. */
    String hear(String part) throws InterruptedException {
        for (; ; ) {
            String text = heard.poll(RunningSite.LIMIT_SECONDS, TimeUnit.SECONDS);
            assertThat(text).as("nothing with %s came in time", part).isNotNull();
            if (text.contains(part)) {
                return text;
            }
        }
    }

    /** All that came until the answer to a ping, which comes after it. */
    String hearUntilPong() throws Exception {
        say("{\"command\":\"ping\",\"sentAtMillis\":3}");
        StringBuilder all = new StringBuilder();
        for (String text = ""; !text.contains("\"event\":\"pong\""); text = hear("")) {
            all.append(text).append('\n');
        }
        return all.toString();
    }

    /** A site and a tablet of one Vert.x that say goodbye at once may wait for each other: tablets first. */
    void close() throws Exception {
        if (socket.isPresent() && !socket.get().isClosed()) {
            await(socket.get().close());
        }
    }

    private io.vertx.ext.web.client.HttpRequest<Buffer> request(HttpMethod method, String path) {
        var request = http.request(method, site.getPort(), "127.0.0.1", path)
                .putHeader("Content-Type", "application/json")
                .putHeader("X-FleetRL-Operator", "forged");
        cookie.ifPresent(value -> request.putHeader("Cookie", value));
        forwardedFor.ifPresent(value -> request.putHeader("X-Forwarded-For", value));
        return request;
    }
}
