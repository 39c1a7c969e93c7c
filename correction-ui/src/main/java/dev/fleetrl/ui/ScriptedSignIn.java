package dev.fleetrl.ui;

import dev.fleetrl.contracts.OperatorId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.net.URI;

/** Signs in as the page does, for who has no browser. */
final class ScriptedSignIn {
    private static final int DEFAULT_PORT = 80;
    private static final int OK = 200;

    private ScriptedSignIn() {}

    /** The cookie to come with. */
    static Future<String> at(Vertx vertx, URI site, OperatorId operator) {
        WebClient client = WebClient.create(vertx);
        return client.post(port(site), site.getHost(), "/auth/sign-in")
                .sendJsonObject(new JsonObject().put("name", operator.value()).putNull("password"))
                .compose(ScriptedSignIn::cookie)
                .onComplete(done -> client.close());
    }

    static int port(URI site) {
        return site.getPort() < 0 ? DEFAULT_PORT : site.getPort();
    }

    private static Future<String> cookie(HttpResponse<Buffer> answer) {
        if (answer.statusCode() != OK) {
            return Future.failedFuture(new IOException("the site lets nobody in: " + answer.bodyAsString()));
        }
        return answer.cookies().stream()
                .map(cookie -> cookie.replaceFirst(";.*", ""))
                .findFirst()
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(new IOException("the site gave no session")));
    }
}
