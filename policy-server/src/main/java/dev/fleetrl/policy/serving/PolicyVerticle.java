package dev.fleetrl.policy.serving;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.policy.openpi.OpenpiMap;
import dev.fleetrl.transport.Log;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Serves policies: follows the log of models, keeps versions warm, and answers robots. Its event loop only sorts; the network
 * runs on workers.
 */
public final class PolicyVerticle extends VerticleBase {
    private static final System.Logger LOG = System.getLogger(PolicyVerticle.class.getName());
    private static final int MAX_FRAME_BYTES = 8 * 1024 * 1024;
    /** Of a robot that does not say goodbye; a stop has two seconds. */
    private static final int CLOSING_LIMIT_SECONDS = 1;

    private static final int PROTOCOL = 1;
    private static final int UPGRADE_REQUIRED = 426;
    private static final long LOADING_LIMIT_MINUTES = 5;

    private final Identity identity;
    private final ServingConfig config;
    private final Log log;
    private final WarmPolicies policies;
    private final ModelCatalogue catalogue;
    private final ServingStatistics statistics = new ServingStatistics();
    private boolean hasCaughtUp;
    private int clients;
    private int port;

    /**
     * Who this server is.
     *
     * @param name in the log
     * @param port 0 takes a free one
     */
    public record Identity(String name, String host, int port) {}

    public PolicyVerticle(Identity identity, ServingConfig config, Log log, WarmPolicies.Loader loader) {
        this.identity = identity;
        this.config = config;
        this.log = log;
        policies = new WarmPolicies(loader, config.warmPolicies());
        catalogue = new ModelCatalogue(identity.name());
    }

    @Override
    public Future<?> start() {
        WorkerExecutor loading =
                vertx.createSharedWorkerExecutor("loading", 1, LOADING_LIMIT_MINUTES, TimeUnit.MINUTES);
        return log.replay(LogTopics.MODELS, Log.Position.START, logged -> follow(logged.message(), loading))
                .compose(done -> listen())
                .onSuccess(server -> {
                    port = server.actualPort();
                    hasCaughtUp = true;
                    catalogue.unanswered().forEach(version -> warm(version, loading));
                });
    }

    /** Known once it serves. */
    public int port() {
        return port;
    }

    private Future<Void> follow(ModelRecord record, WorkerExecutor loading) {
        catalogue.replay(record);
        if (hasCaughtUp && record instanceof ModelRecord.Registered) {
            warm(record.version(), loading);
        }
        return Future.succeededFuture();
    }

    /** Says in the log that the version answers at full speed here, or why it does not. */
    private void warm(PolicyVersion version, WorkerExecutor loading) {
        loading.executeBlocking(() -> loaded(version))
                .compose(answer -> log.publish(LogTopics.MODELS, answer))
                .onFailure(cause -> LOG.log(WARNING, "cannot say that " + version + " is warm", cause));
    }

    private ModelRecord loaded(PolicyVersion version) {
        try {
            policies.lease(version).close();
            LOG.log(INFO, "{0} is warm", version);
            return new ModelRecord.Warm(version, identity.name());
        } catch (PolicyUnavailableException e) {
            LOG.log(WARNING, version + " does not load", e);
            return new ModelRecord.Refused(version, identity.name(), String.valueOf(e.getMessage()));
        }
    }

    private Future<HttpServer> listen() {
        InferenceQueue queue =
                new InferenceQueue(vertx, policies, config.limits(), config.workers(), () -> clients, statistics);
        HttpServerOptions options = new HttpServerOptions()
                .setHost(identity.host())
                .setPort(identity.port())
                .setWebSocketClosingTimeout(CLOSING_LIMIT_SECONDS)
                .setMaxWebSocketFrameSize(MAX_FRAME_BYTES)
                .setMaxWebSocketMessageSize(MAX_FRAME_BYTES);
        return vertx.createHttpServer(options)
                .requestHandler(request -> answer(request, queue))
                .webSocketHandler(socket -> serve(socket, queue))
                .listen();
    }

    private void serve(ServerWebSocket socket, InferenceQueue queue) {
        clients++;
        socket.closeHandler(closed -> clients--);
        OpenpiMap.Builder metadata =
                new OpenpiMap.Builder().text("fleetrl/server", identity.name()).integer("fleetrl/protocol", PROTOCOL);
        catalogue.newestPublished().ifPresent(version -> metadata.text(OpenpiQuestion.VERSION, version.value()));
        new PolicyConnection(socket, queue, this::resolve).open(metadata.encode());
    }

    private PolicyVersion resolve(OpenpiQuestion question) {
        Optional<PolicyVersion> wanted = question.version().or(catalogue::newestPublished);
        PolicyVersion version = wanted.orElseThrow(() ->
                new IllegalArgumentException("no policy is published yet; name one in " + OpenpiQuestion.VERSION));
        if (!catalogue.isRegistered(version)) {
            throw new IllegalArgumentException("unknown policy version " + version);
        }
        return version;
    }

    private void answer(HttpServerRequest request, InferenceQueue queue) {
        switch (request.path()) {
            case "/healthz" -> reply(request, "text/plain", Buffer.buffer("OK\n"));
            case "/status" ->
                reply(request, "application/json", Buffer.buffer(Codec.JSON.encode(Status.class, status(queue))));
            default -> {
                request.response().setStatusCode(UPGRADE_REQUIRED);
                reply(request, "text/plain", Buffer.buffer("ask over a WebSocket\n"));
            }
        }
    }

    private static void reply(HttpServerRequest request, String type, Buffer body) {
        request.response()
                .putHeader("content-type", type)
                .end(body)
                .onFailure(cause -> LOG.log(WARNING, "a client left before its answer", cause));
    }

    /**
     * How this server does.
     *
     * @param registered versions in the log
     * @param warm versions that are loaded
     */
    record Status(
            String server,
            int registered,
            List<PolicyVersion> warm,
            Optional<PolicyVersion> published,
            int clients,
            int waiting,
            ServingStatistics.Summary questions) {}

    private Status status(InferenceQueue queue) {
        return new Status(
                identity.name(),
                catalogue.size(),
                policies.versions(),
                catalogue.newestPublished(),
                clients,
                queue.waiting(),
                statistics.summary());
    }

    @Override
    public Future<?> stop() {
        policies.close();
        return Future.succeededFuture();
    }
}
