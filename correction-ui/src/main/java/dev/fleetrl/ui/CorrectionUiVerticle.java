package dev.fleetrl.ui;

import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.transport.Wire;
import dev.fleetrl.ui.board.RobotBoard;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Serves the page and its WebSocket, and joins both to the robots. */
public final class CorrectionUiVerticle extends VerticleBase {
    private static final System.Logger LOG = System.getLogger(CorrectionUiVerticle.class.getName());
    private static final long TICK_MILLIS = 250;
    private static final long RENEW_VIDEO_MILLIS = 1_000;
    private static final long GLANCE_MILLIS = 100;

    /** Of what tablets are sent; a JPEG does not get smaller, and states do with little effort. */
    private static final int COMPRESSION_LEVEL = 1;

    private static final int MAX_BODY_BYTES = 1 << 20;

    /** The page pings every 2 s; a tablet silent for so long is gone. */
    private static final int SILENT_TABLET_SECONDS = 15;

    /** Of a tablet that does not answer the farewell; a stop has two seconds. */
    private static final int CLOSING_LIMIT_SECONDS = 1;

    private final CorrectionUiConfig config;
    private final Wire wire;
    private final LongSupplier millisClock;
    private final PageMetrics metrics;
    private @Nullable HttpServer server;

    public CorrectionUiVerticle(CorrectionUiConfig config, Wire wire, LongSupplier millisClock) {
        this.config = config;
        this.wire = wire;
        this.millisClock = millisClock;
        metrics = new PageMetrics(config.certificates(), millisClock);
    }

    @Override
    public Future<?> start() {
        RobotBoard board = new RobotBoard(config.staleMillis(), config.forgetMillis());
        RobotLink robots = new RobotLink(context, wire, config.site(), millisClock);
        Audit audit = new Audit(WebClient.create(vertx), config.controller(), board, millisClock);
        Gate gate = new Gate(vertx, config, millisClock, audit);
        TabletSite site = new TabletSite(
                config,
                PageVersion.ofClasspath(),
                millisClock,
                new TabletSite.Parts(vertx, board, robots, gate.signIn(), audit));
        gate.onEnd(site::end);
        vertx.setPeriodic(TICK_MILLIS, timer -> {
            gate.signIn().tick();
            board.tick(millisClock.getAsLong()).forEach(site::tellAll);
        });
        vertx.setPeriodic(RENEW_VIDEO_MILLIS, timer -> {
            site.renewVideo();
            audit.tick();
            gate.tick();
        });
        vertx.setPeriodic(GLANCE_MILLIS, timer -> site.glance());
        hear(site, board, robots);
        return listen(site, gate)
                .onSuccess(listening -> server = listening)
                .compose(listening -> config.metrics()
                        .map(at -> tellMetrics(at, site))
                        .orElseGet(() -> Future.succeededFuture(listening)));
    }

    private Future<HttpServer> tellMetrics(CorrectionUiConfig.Http at, TabletSite site) {
        return vertx.createHttpServer()
                .requestHandler(request -> metrics.answer(request, site.tablets()))
                .listen(at.port(), at.host())
                .recover(cause -> Future.failedFuture(new IllegalStateException(
                        "port " + at.port() + " on " + at.host() + " is taken; choose another one under metrics.port",
                        cause)));
    }

    @Override
    public Future<?> stop() {
        metrics.close();
        return Future.succeededFuture();
    }

    /** Port of the page, once started. */
    public int port() {
        HttpServer started = server;
        if (started == null) {
            throw new IllegalStateException("not started");
        }
        return started.actualPort();
    }

    /** Does not wait for the broker: the page comes up and says that no robot is there. */
    private void hear(TabletSite site, RobotBoard board, RobotLink robots) {
        RobotTopics all = RobotTopics.ofAll(config.site());
        hear(all.birth(), birth -> site.tellAll(board.on(birth, site.nowMillis())));
        hear(all.connection(), connection -> site.tellAll(board.on(connection, site.nowMillis())));
        hear(all.state(), state -> board.on(state, site.nowMillis()).ifPresent(site::tellAll));
        hear(all.help(), help -> site.tellAll(board.on(help, site.nowMillis())));
        hear(all.progress(), seen -> board.on(seen).ifPresent(site::tellAll));
        hear(all.video(), picture -> {
            metrics.seen(picture, site.nowMillis());
            site.show(picture);
        });
        hear(all.answers(), answer -> {
            metrics.answered(answer);
            robots.hear(answer);
        });
    }

    /** The wire may belong to another event loop; what it brings is handled on this one. */
    private <M> void hear(Topic<M> topic, Consumer<M> handler) {
        wire.subscribe(topic, message -> {
                    Promise<Void> handled = Promise.promise();
                    context.runOnContext(hopped -> {
                        handler.accept(message);
                        handled.complete();
                    });
                    return handled.future();
                })
                .onFailure(cause -> LOG.log(WARNING, "cannot hear " + topic.name(), cause));
    }

    private Future<HttpServer> listen(TabletSite site, Gate gate) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.http().host())
                .setPort(config.http().port())
                .setCompressionSupported(true)
                .setWebSocketCompressionLevel(COMPRESSION_LEVEL)
                .setReadIdleTimeout(SILENT_TABLET_SECONDS)
                .setWebSocketClosingTimeout(CLOSING_LIMIT_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        return vertx.createHttpServer(options)
                .requestHandler(router(site, gate))
                .listen();
    }

    private Router router(TabletSite site, Gate gate) {
        Router router = Router.router(vertx);
        ControllerProxy proxy =
                new ControllerProxy(WebClient.create(vertx), config.controller(), gate.signIn(), site.audit());
        router.route().handler(gate::refuseOtherSites);
        gate.mount(router);
        router.get("/ws").handler(routing -> {
            Optional<String> session = gate.signIn().session(routing.request());
            routing.request().toWebSocket().onSuccess(socket -> join(site, socket, session));
        });
        for (HttpMethod method : new HttpMethod[] {HttpMethod.GET, HttpMethod.PUT, HttpMethod.POST}) {
            router.route(method, "/api/*")
                    .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
                    .handler(proxy::handle);
        }
        router.get("/healthz").handler(routing -> routing.response().end("ok\n").onFailure(routing::fail));
        router.get("/assets/*").handler(StaticHandler.create("web/assets"));
        router.route().handler(StaticHandler.create("web").setCachingEnabled(false));
        return router;
    }

    private static void join(TabletSite site, ServerWebSocket socket, Optional<String> session) {
        TabletSession tablet = new TabletSession(socket, site, session.filter(site::isOpen));
        socket.closeHandler(closed -> site.leave(tablet));
        site.join(tablet);
    }
}
