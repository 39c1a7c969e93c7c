package dev.fleetrl.policy.serving;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.policy.openpi.OpenpiMap;
import dev.fleetrl.transport.Log;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
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
    private static final long IDLE_LOADER_SECONDS = 10;
    private static final int BASE = 36;

    private final Identity identity;
    private final ServingConfig config;
    private final Log log;
    private final WarmPolicies policies;
    private final ModelCatalogue catalogue;
    private final ServingStatistics statistics = new ServingStatistics();
    /** Chunks are named for good, whatever server and run they come from. */
    private final String run = Long.toString(System.currentTimeMillis(), BASE);

    private Optional<WarmPolicies.Lease> newest = Optional.empty();
    private long chunks;
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
        policies = new WarmPolicies(loader, config.warmPolicies(), loading());
        catalogue = new ModelCatalogue(identity.name());
    }

    /** One thread, not of those that answer: nobody waits for what another robot needs loaded. */
    private static Executor loading() {
        ThreadPoolExecutor loading = new ThreadPoolExecutor(
                1, 1, IDLE_LOADER_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "loading");
                    thread.setDaemon(true);
                    return thread;
                });
        loading.allowCoreThreadTimeOut(true);
        return loading;
    }

    @Override
    public Future<?> start() {
        return log.replay(LogTopics.MODELS, Log.Position.START, logged -> follow(logged.message()))
                .compose(done -> listen())
                .onSuccess(server -> {
                    port = server.actualPort();
                    hasCaughtUp = true;
                    catalogue.unanswered().forEach(this::warm);
                    catalogue.newestPublished().ifPresent(this::keep);
                });
    }

    /** Known once it serves. */
    public int port() {
        return port;
    }

    private Future<Void> follow(ModelRecord record) {
        catalogue.replay(record);
        if (hasCaughtUp && record instanceof ModelRecord.Registered) {
            warm(record.version());
        } else if (hasCaughtUp && record instanceof ModelRecord.Published) {
            keep(record.version());
        }
        return Future.succeededFuture();
    }

    /** Says in the log that the version answers at full speed here, or why it does not. */
    private void warm(PolicyVersion version) {
        lease(version)
                .transform(done -> log.publish(LogTopics.MODELS, warmed(version, done)))
                .onFailure(cause -> LOG.log(WARNING, "cannot say that " + version + " is warm", cause));
    }

    private ModelRecord warmed(PolicyVersion version, AsyncResult<WarmPolicies.Lease> done) {
        if (done.failed()) {
            LOG.log(WARNING, version + " does not load", done.cause());
            return new ModelRecord.Refused(
                    version, identity.name(), String.valueOf(done.cause().getMessage()));
        }
        done.result().close();
        LOG.log(INFO, "{0} is warm", version);
        return new ModelRecord.Warm(version, identity.name());
    }

    /** What is published stays loaded, though no robot asks for a while. */
    private void keep(PolicyVersion version) {
        lease(version)
                .onSuccess(lease -> {
                    boolean isStillNewest = catalogue.newestPublished().equals(Optional.of(version));
                    (isStillNewest ? newest : Optional.of(lease)).ifPresent(WarmPolicies.Lease::close);
                    newest = isStillNewest ? Optional.of(lease) : newest;
                })
                .onFailure(cause -> LOG.log(WARNING, version + " is published and does not load", cause));
    }

    private Future<WarmPolicies.Lease> lease(PolicyVersion version) {
        return Future.fromCompletionStage(policies.lease(version), context);
    }

    private Future<HttpServer> listen() {
        InferenceQueue queue = new InferenceQueue(vertx, config, () -> clients, statistics);
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
        Session session = new Session(
                context,
                policies,
                queue,
                catalogue::newestPublished,
                socket.remoteAddress().host());
        socket.closeHandler(closed -> {
            clients--;
            session.close();
        });
        OpenpiMap.Builder metadata =
                new OpenpiMap.Builder().text("fleetrl/server", identity.name()).integer("fleetrl/protocol", PROTOCOL);
        catalogue.newestPublished().ifPresent(version -> metadata.text(OpenpiQuestion.VERSION, version.value()));
        new PolicyConnection(socket, session, this::nextChunk, question -> resolve(session.meant(question)))
                .open(metadata.encode());
    }

    private String nextChunk() {
        return identity.name() + "-" + run + "-" + chunks++;
    }

    private PolicyVersion resolve(Optional<PolicyVersion> meant) {
        PolicyVersion version = meant.orElseThrow(() ->
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
