package dev.fleetrl.ui;

import static java.lang.System.Logger.Level.DEBUG;

import dev.fleetrl.contracts.Codec;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;

/** Hands {@code /api/*} on to the fleet-controller, so that a tablet needs to reach one address only. */
final class ControllerProxy {
    private static final System.Logger LOG = System.getLogger(ControllerProxy.class.getName());
    private static final int BAD_GATEWAY = 502;
    private static final long LIMIT_MILLIS = 15_000;

    private final WebClient client;
    private final URI controller;

    ControllerProxy(WebClient client, URI controller) {
        this.client = client;
        this.controller = controller;
    }

    void handle(RoutingContext routing) {
        Buffer body = routing.body() == null || routing.body().buffer() == null
                ? Buffer.buffer()
                : routing.body().buffer();
        var request = client.request(
                        routing.request().method(),
                        controller.getPort(),
                        controller.getHost(),
                        routing.request().uri())
                .timeout(LIMIT_MILLIS);
        String type = routing.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null) {
            request.putHeader(HttpHeaders.CONTENT_TYPE.toString(), type);
        }
        request.sendBuffer(body)
                .compose(answer -> copy(answer, routing.response()))
                .onFailure(cause -> refuse(routing, cause));
    }

    private static Future<Void> copy(HttpResponse<Buffer> answer, HttpServerResponse response) {
        response.setStatusCode(answer.statusCode());
        String type = answer.getHeader(HttpHeaders.CONTENT_TYPE.toString());
        if (type != null) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, type);
        }
        return response.end(answer.body() == null ? Buffer.buffer() : answer.body());
    }

    private void refuse(RoutingContext routing, Throwable cause) {
        LOG.log(DEBUG, "fleet-controller", cause);
        if (!routing.response().ended() && !routing.response().closed()) {
            answer(routing, BAD_GATEWAY, "the fleet-controller at " + controller + " does not answer; is it running?");
        }
    }

    static void answer(RoutingContext routing, int status, String error) {
        routing.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(Buffer.buffer(Codec.JSON.encode(Refusal.class, new Refusal(error))))
                .onFailure(cause -> LOG.log(DEBUG, "answer is lost", cause));
    }

    record Refusal(String error) {}
}
