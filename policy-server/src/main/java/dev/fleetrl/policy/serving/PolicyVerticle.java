package dev.fleetrl.policy.serving;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.observability.Metrics;
import dev.fleetrl.policy.shadow.ShadowMirror;
import dev.fleetrl.tracing.Traces;
import dev.fleetrl.transport.Log;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Serves policies: follows the log of models, keeps versions warm, and answers robots. Its event loop only sorts; the network
 * runs on workers.
 */
public final class PolicyVerticle extends VerticleBase {
    private static final System.Logger LOG = System.getLogger(PolicyVerticle.class.getName());
    private static final long SHADOW_NEWS_MILLIS = 2000;
    private static final int MAX_FRAME_BYTES = 8 * 1024 * 1024;
    /** Of a robot that does not say goodbye; a stop has two seconds. */
    private static final int CLOSING_LIMIT_SECONDS = 1;

    private static final int BASE = 36;

    private final Identity identity;
    private final Door door;
    private final ServingConfig config;
    private final Log log;
    private final WarmPolicies policies;
    private final ModelCatalogue catalogue;
    private final ServingStatistics statistics = new ServingStatistics();
    /** Chunks are named for good, whatever server and run they come from. */
    private final String run = Long.toString(System.currentTimeMillis(), BASE);

    private Optional<WarmPolicies.Lease> newest = Optional.empty();
    private Optional<Queues> queues = Optional.empty();
    private Optional<ShadowDuties> shadows = Optional.empty();
    private long chunks;
    private Optional<Doorway> doorway = Optional.empty();
    private final ServingMetrics metrics = new ServingMetrics(this::clients);
    private final ServingTraces traces;
    private boolean hasCaughtUp;
    private int port;

    /**
     * Who this server is.
     *
     * @param name in the log
     * @param port 0 takes a free one
     */
    public record Identity(String name, String host, int port) {}

    /** One whose clients need no key. */
    public PolicyVerticle(Identity identity, ServingConfig config, Log log, WarmPolicies.Loader loader) {
        this(identity, Door.open(), config, log, loader);
    }

    public PolicyVerticle(Identity identity, Door door, ServingConfig config, Log log, WarmPolicies.Loader loader) {
        this(identity, door, config, log, loader, Optional.empty());
    }

    /** @param traces told where the time of answers goes */
    public PolicyVerticle(
            Identity identity,
            Door door,
            ServingConfig config,
            Log log,
            WarmPolicies.Loader loader,
            Optional<Traces> traces) {
        this.identity = identity;
        this.door = door;
        this.config = config;
        this.log = log;
        catalogue = new ModelCatalogue(identity.name());
        this.traces = new ServingTraces(traces);
        policies = new WarmPolicies(loader, config.warmPolicies(), loading());
    }

    /** Networks load one after another; a policy that another server answers for keeps none of them waiting. */
    private Function<PolicyVersion, Executor> loading() {
        Executor networks = Loading.networks();
        Executor remotes = Loading.remotes();
        return version -> catalogue
                .manifest(version)
                .flatMap(PolicyManifest::remote)
                .map(remote -> remotes)
                .orElse(networks);
    }

    @Override
    public Future<?> start() {
        return here(log.replay(
                        LogTopics.MODELS,
                        Log.Position.START,
                        logged -> here(Future.succeededFuture()).compose(now -> follow(logged.message()))))
                .compose(done -> listen())
                .onSuccess(server -> {
                    port = server.actualPort();
                    hasCaughtUp = true;
                    catalogue.unanswered().forEach(this::warm);
                    catalogue.newestPublished().ifPresent(this::keep);
                    catalogue.stages().forEach(this::shadow);
                    vertx.setPeriodic(SHADOW_NEWS_MILLIS, timer -> shadows.ifPresent(ShadowDuties::tell));
                });
    }

    /** The log has an event loop of its own; what this one owns changes on this one alone. */
    private <T> Future<T> here(Future<T> elsewhere) {
        Promise<T> arrived = Promise.promise();
        elsewhere.onComplete((result, failure) -> context.runOnContext(now -> arrived.complete(result, failure)));
        return arrived.future();
    }

    /** Known once it serves. */
    public int port() {
        return port;
    }

    private int clients() {
        return doorway.map(Doorway::clients).orElse(0);
    }

    private Future<Void> follow(ModelRecord record) {
        catalogue.replay(record);
        if (hasCaughtUp && record instanceof ModelRecord.Registered) {
            warm(record.version());
        } else if (hasCaughtUp && record instanceof ModelRecord.Published) {
            keep(record.version());
        } else if (hasCaughtUp && record instanceof ModelRecord.Staged staged) {
            shadow(staged);
        }
        return Future.succeededFuture();
    }

    private void shadow(ModelRecord.Staged staged) {
        shadows.ifPresent(duties -> duties.follow(staged));
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
        Doorway entrance = new Doorway(vertx, door);
        doorway = Optional.of(entrance);
        Shadows beside = new Shadows(vertx, () -> queues.map(Queues::areIdle).orElse(false));
        shadows = Optional.of(new ShadowDuties(identity.name(), log, beside, this::lease));
        Queues open = new Queues(
                config,
                catalogue::manifest,
                policies::versions,
                (kind, limits) ->
                        new InferenceQueue(vertx, kind, limits, beside, entrance::clients, statistics, metrics));
        queues = Optional.of(open);
        HttpServerOptions options = new HttpServerOptions()
                .setHost(identity.host())
                .setPort(identity.port())
                .setHttp2ClearTextEnabled(false) // else a connection counts only from its first byte on
                .setReadIdleTimeout(2 * door.idleSeconds())
                .setWriteIdleTimeout(2 * door.idleSeconds()) // of who does not read what it is sent
                .setWebSocketClosingTimeout(CLOSING_LIMIT_SECONDS)
                .setMaxWebSocketFrameSize(MAX_FRAME_BYTES)
                .setMaxWebSocketMessageSize(MAX_FRAME_BYTES);
        return vertx.createHttpServer(options)
                .connectionHandler(entrance::knocked)
                .requestHandler(request -> answer(request, open, entrance))
                .listen();
    }

    private void serve(ServerWebSocket socket, Optional<String> key, Queues queues, Runnable left) {
        String client = key.orElseGet(() -> socket.remoteAddress().host());
        Session session = new Session(context, policies, queues, catalogue::newestPublished, client, key.isPresent());
        Optional<PolicyManifest> answering = catalogue.newestPublished().flatMap(catalogue::manifest);
        var desk = new PolicyConnection.Desk(
                this::resolve, catalogue::isTakenBack, this::nextChunk, door, traces, metrics);
        new PolicyConnection(socket, session, desk).open(Greeting.of(identity.name(), answering), vertx, left);
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

    private void answer(HttpServerRequest request, Queues queues, Doorway entrance) {
        switch (request.path()) {
            case "/healthz" -> reply(request, "text/plain", Buffer.buffer("OK\n"));
            case "/status" -> {
                Status status = status(queues, entrance.clients());
                reply(request, "application/json", Buffer.buffer(Codec.JSON.encode(Status.class, status)));
            }
            case Metrics.PATH -> metrics.now(policies.versions()).answer(request);
            default -> entrance.enter(request, (socket, key, left) -> serve(socket, key, queues, left));
        }
        entrance.answered(request.connection());
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
     * @param shadows versions that no robot is served, held against those that answer
     */
    record Status(
            String server,
            int registered,
            List<PolicyVersion> warm,
            Optional<PolicyVersion> published,
            int clients,
            int waiting,
            ServingStatistics.Summary questions,
            List<ShadowMirror.Summary> shadows) {}

    private Status status(Queues queues, int clients) {
        return new Status(
                identity.name(),
                catalogue.size(),
                policies.versions(),
                catalogue.newestPublished(),
                clients,
                queues.waiting(),
                statistics.summary(),
                shadows.map(ShadowDuties::summaries).orElse(List.of()));
    }

    @Override
    public Future<?> stop() {
        policies.close();
        metrics.close();
        traces.traces().ifPresent(Traces::close);
        return Future.succeededFuture();
    }
}
