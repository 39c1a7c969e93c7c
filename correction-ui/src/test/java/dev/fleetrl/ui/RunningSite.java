package dev.fleetrl.ui;

import dev.fleetrl.contracts.AuditRecord;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.ui.fake.InMemoryWire;
import dev.fleetrl.ui.people.Sessions;
import dev.fleetrl.ui.signin.SignInSettings;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The backend on free ports, with a broker in memory and a controller that echoes.
 *
 * @param offsetMillis how far its clock is ahead
 * @param audit what the controller was told of who did what
 */
record RunningSite(Vertx vertx, InMemoryWire wire, URI uri, AtomicLong offsetMillis, BlockingQueue<AuditRecord> audit) {
    private static final int VIEW_DEGREES = 225;

    /** Where every request of a test comes from. */
    private static final String PROXY = "127.0.0.1";

    /** On a busy machine a password takes its time. */
    static final int LIMIT_SECONDS = 60;

    /** Where whoever says a name is let in. */
    static RunningSite start(SiteId id) {
        return start(id, new SignInSettings.ByName(), Optional.empty());
    }

    /** @param answer what the controller says */
    static RunningSite start(SiteId id, Handler<HttpServerRequest> answer) {
        return start(id, new SignInSettings.ByName(), Optional.empty(), new LinkedBlockingQueue<>(), answer);
    }

    static RunningSite start(SiteId id, SignInSettings people, Optional<URI> address) {
        BlockingQueue<AuditRecord> audit = new LinkedBlockingQueue<>();
        return start(id, people, address, audit, request -> echo(request, audit));
    }

    private static RunningSite start(
            SiteId id,
            SignInSettings people,
            Optional<URI> address,
            BlockingQueue<AuditRecord> audit,
            Handler<HttpServerRequest> answer) {
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
                    Optional.empty(),
                    URI.create("http://127.0.0.1:" + controllerPort),
                    address,
                    Set.of(PROXY),
                    people,
                    new Sessions.Limits(12, 120),
                    1_500,
                    600_000,
                    VIEW_DEGREES,
                    Map.of(),
                    false);
            AtomicLong offset = new AtomicLong();
            CorrectionUiVerticle ui =
                    new CorrectionUiVerticle(config, wire, () -> System.currentTimeMillis() + offset.get());
            await(vertx.deployVerticle(ui));
            return new RunningSite(vertx, wire, URI.create("http://127.0.0.1:" + ui.port()), offset, audit);
        } catch (Exception e) {
            throw new IllegalStateException("the site does not start", e);
        }
    }

    void close() throws Exception {
        await(vertx.close());
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** The next of what was told, of this action. */
    AuditRecord told(String action) throws InterruptedException {
        for (; ; ) {
            AuditRecord record = audit.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (record == null) {
                throw new AssertionError("nobody was told of " + action);
            }
            if (record.action().equals(action)) {
                return record;
            }
        }
    }

    private static void echo(HttpServerRequest request, BlockingQueue<AuditRecord> audit) {
        request.body()
                .compose(body -> request.path().equals("/api/v1/audit")
                                && request.method().equals(HttpMethod.POST)
                        ? keep(request, body, audit)
                        : echo(request, body))
                .onFailure(Throwable::printStackTrace);
    }

    private static Future<Void> keep(HttpServerRequest request, Buffer body, BlockingQueue<AuditRecord> audit) {
        try {
            audit.add(Codec.JSON.decode(AuditRecord.class, body.getBytes()));
            return request.response().end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Future<Void> echo(HttpServerRequest request, Buffer body) {
        String operator = request.getHeader("X-FleetRL-Operator");
        return request.response()
                .setStatusCode(request.method().equals(HttpMethod.PUT) ? 404 : 200)
                .putHeader("Content-Type", "application/json")
                .end("{\"path\":\"" + request.uri() + "\",\"body\":\"" + body + "\""
                        + (operator == null ? "" : ",\"operator\":\"" + operator + "\"") + "}");
    }
}
