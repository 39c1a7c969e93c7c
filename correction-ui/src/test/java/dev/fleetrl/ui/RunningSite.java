package dev.fleetrl.ui;

import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.ui.fake.InMemoryWire;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The backend on free ports, with a broker in memory and a controller that echoes, or another one. */
record RunningSite(Vertx vertx, InMemoryWire wire, URI uri) {
    private static final int VIEW_DEGREES = 225;

    static RunningSite start(SiteId id) {
        return start(id, RunningSite::echo);
    }

    /** @param answer what the controller says */
    static RunningSite start(SiteId id, Handler<HttpServerRequest> answer) {
        try {
            Vertx vertx = Vertx.vertx();
            InMemoryWire wire = new InMemoryWire(vertx);
            var controller = vertx.createHttpServer().requestHandler(answer);
            int controllerPort = await(controller.listen(0, "127.0.0.1")).actualPort();
            CorrectionUiConfig config = new CorrectionUiConfig(
                    URI.create("tcp://127.0.0.1:1"),
                    Optional.empty(),
                    id,
                    new CorrectionUiConfig.Http("127.0.0.1", 0),
                    URI.create("http://127.0.0.1:" + controllerPort),
                    1_500,
                    600_000,
                    VIEW_DEGREES,
                    Map.of(),
                    false);
            CorrectionUiVerticle ui = new CorrectionUiVerticle(config, wire, System::currentTimeMillis);
            await(vertx.deployVerticle(ui));
            return new RunningSite(vertx, wire, URI.create("http://127.0.0.1:" + ui.port()));
        } catch (Exception e) {
            throw new IllegalStateException("the site does not start", e);
        }
    }

    void close() throws Exception {
        await(vertx.close());
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private static void echo(HttpServerRequest request) {
        request.body()
                .compose(body -> request.response()
                        .setStatusCode(request.method().equals(HttpMethod.PUT) ? 404 : 200)
                        .putHeader("Content-Type", "application/json")
                        .end("{\"path\":\"" + request.uri() + "\",\"body\":\"" + body + "\"}"))
                .onFailure(Throwable::printStackTrace);
    }
}
