package dev.fleetrl.controller.api;

import static java.lang.System.Logger.Level.ERROR;

import dev.fleetrl.controller.fleet.FleetController;
import dev.fleetrl.controller.fleet.FleetState;
import dev.fleetrl.controller.identity.Enrolment;
import dev.fleetrl.controller.ingest.Worker;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.episodes.LabelStore;
import dev.fleetrl.episodes.ProgressStore;
import dev.fleetrl.episodes.UnreadableFileException;
import dev.fleetrl.observability.Metrics;
import dev.fleetrl.transport.NotSent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The routes. Every one stands in {@code openapi.yaml}. */
public final class FleetApi {
    private static final System.Logger LOG = System.getLogger(FleetApi.class.getName());
    private static final long MAX_BODY_BYTES = 256 * 1024;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;
    private static final int BROKEN = 500;

    private final List<Route> routes;

    /** Where an answer comes from; the path is written as OpenAPI does. */
    record Route(HttpMethod method, String path, Function<RoutingContext, Future<Reply>> answer) {}

    /** Robots' certificates, and who makes them. */
    public record Identities(Enrolment enrolment, Worker worker) {}

    /** @param worker runs one call at a time */
    public FleetApi(
            FleetController controller,
            EpisodeStore episodes,
            LabelStore labels,
            ProgressStore progress,
            Worker worker,
            Identities identities) {
        FleetResource fleet = new FleetResource(controller);
        FleetState state = controller.state();
        EpisodeResource sealed = new EpisodeResource(state, new EpisodeFiles(episodes, labels, progress), worker);
        MetricsResource metrics = new MetricsResource(state, labels, worker);
        ReviewResource review = new ReviewResource(state.episodes(), controller.reviews());
        routes = Stream.of(
                        ofTheService(),
                        ofPeople(new HelpResource(controller.help()), new AuditResource(controller)),
                        ofRobots(fleet, new IdentityResource(identities.enrolment(), identities.worker())),
                        ofWork(fleet),
                        ofRollouts(new RolloutResource(controller)),
                        ofEpisodes(sealed, review),
                        ofFigures(metrics, review))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Route> ofTheService() {
        Buffer document = document();
        return List.of(
                get("/healthz", ok -> Reply.now(Answers.Health.class, new Answers.Health("ok"))),
                get("/api/v1/healthz", ok -> Reply.now(Answers.Health.class, new Answers.Health("ok"))),
                get("/api/v1/openapi.yaml", ok -> Future.succeededFuture(new Reply("application/yaml", document))));
    }

    private static List<Route> ofPeople(HelpResource help, AuditResource audit) {
        return List.of(
                get("/api/v1/help", help::queue),
                post("/api/v1/help/{id}/claim", help::claim),
                post("/api/v1/help/{id}/release", help::release),
                post("/api/v1/help/{id}/escalate", help::escalate),
                get("/api/v1/audit", audit::records),
                post("/api/v1/audit", audit::keep));
    }

    private static List<Route> ofRobots(FleetResource fleet, IdentityResource identity) {
        return List.of(
                get("/api/v1/site", fleet::site),
                get("/api/v1/robots", fleet::robots),
                get("/api/v1/robots/{id}", fleet::robot),
                post("/api/v1/robots/{id}/enrolment", identity::token),
                post("/api/v1/certificates", identity::enrol),
                post("/api/v1/certificates/renewal", identity::renew));
    }

    private static List<Route> ofWork(FleetResource fleet) {
        return List.of(
                get("/api/v1/collections", fleet::collections),
                get("/api/v1/collections/{id}", fleet::collection),
                put("/api/v1/collections/{id}", fleet::putCollection),
                post("/api/v1/collections/{id}/withdraw", fleet::withdraw),
                get("/api/v1/rounds", fleet::rounds),
                get("/api/v1/rounds/{id}", fleet::round),
                put("/api/v1/rounds/{id}", fleet::putRound),
                post("/api/v1/rounds/{id}/stop", fleet::stopRound),
                get("/api/v1/policies", fleet::policies),
                get("/api/v1/policies/{version}", fleet::policy),
                put("/api/v1/policies/{version}", fleet::putPolicy),
                post("/api/v1/policies/{version}/publish", fleet::publish));
    }

    private static List<Route> ofRollouts(RolloutResource rollouts) {
        return List.of(
                get("/api/v1/rollouts", rollouts::rollouts),
                get("/api/v1/rollouts/{task}/{version}", rollouts::rollout),
                put("/api/v1/rollouts/{task}/{version}", rollouts::begin),
                post("/api/v1/rollouts/{task}/{version}/rollback", rollouts::rollBack));
    }

    private static List<Route> ofEpisodes(EpisodeResource sealed, ReviewResource review) {
        return List.of(
                get("/api/v1/episodes", sealed::episodes),
                get("/api/v1/episodes/{id}", sealed::episode),
                get("/api/v1/episodes/{id}/frames/{step}/{camera}.jpg", sealed::frame),
                post("/api/v1/episodes/{id}/verdicts", review::rate),
                put("/api/v1/episodes/{id}/exclusion", review::exclude));
    }

    private static List<Route> ofFigures(MetricsResource metrics, ReviewResource review) {
        return List.of(
                get("/api/v1/label-runs", metrics::labelRuns),
                get("/api/v1/metrics/agreement", review::agreement),
                get("/api/v1/metrics/throughput", metrics::throughput),
                get("/api/v1/metrics/endings", metrics::endings),
                get("/api/v1/metrics/learning", metrics::learning),
                get("/api/v1/metrics/generalisation", metrics::generalisation),
                get("/api/v1/metrics/calibration", metrics::calibration));
    }

    List<Route> routes() {
        return routes;
    }

    /**
     * All of them.
     *
     * @param names by which programs reach it, beside IP addresses and {@code localhost}
     * @param metrics as they are now
     */
    public Router router(Vertx vertx, Set<String> names, Supplier<Metrics> metrics) {
        Router router = Router.router(vertx);
        router.route().handler(new NoBrowsers(names)::check);
        router.get(Metrics.PATH).handler(request -> metrics.get().answer(request.request()));
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        for (Route route : routes) {
            router.routeWithRegex(route.method(), regex(route.path()))
                    .handler(request -> answer(route, request))
                    .failureHandler(request -> fail(request, failureOf(request)));
        }
        router.route()
                .last()
                .handler(request -> refuse(
                        request,
                        NOT_FOUND,
                        "nothing is at " + request.request().path() + "; see /api/v1/openapi.yaml"));
        router.errorHandler(
                405,
                request -> refuse(
                        request,
                        405,
                        request.request().method() + " is not for "
                                + request.request().path()));
        router.errorHandler(413, request -> refuse(request, 413, "the body is too long"));
        return router;
    }

    private static Route get(String path, Function<RoutingContext, Future<Reply>> answer) {
        return new Route(HttpMethod.GET, path, answer);
    }

    private static Route put(String path, Function<RoutingContext, Future<Reply>> answer) {
        return new Route(HttpMethod.PUT, path, answer);
    }

    private static Route post(String path, Function<RoutingContext, Future<Reply>> answer) {
        return new Route(HttpMethod.POST, path, answer);
    }

    private static String regex(String path) {
        return path.replace(".", "\\.").replaceAll("\\{(\\w+)}", "(?<$1>[^/]+?)");
    }

    private static void answer(Route route, RoutingContext request) {
        route.answer()
                .apply(request)
                .onSuccess(reply -> send(request, 200, reply))
                .onFailure(cause -> fail(request, cause));
    }

    private static Throwable failureOf(RoutingContext request) {
        Throwable cause = request.failure();
        return cause == null ? new HttpException(request.statusCode()) : cause;
    }

    private static void fail(RoutingContext request, Throwable cause) {
        String line = String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
        if (cause instanceof ApiError error) {
            send(request, error.status(), failure(line));
        } else if (cause instanceof HttpException http) {
            send(request, http.getStatusCode(), failure("the request cannot be read; see /api/v1/openapi.yaml"));
        } else if (cause instanceof NotSent) {
            send(request, UNAVAILABLE, failure("the log does not take it now (" + line + "); ask again"));
        } else if (cause instanceof UnreadableFileException) {
            send(request, BROKEN, failure(line));
        } else {
            LOG.log(ERROR, request.request().uri() + " failed", cause);
            send(request, BROKEN, failure("the controller failed; its log says why"));
        }
    }

    static void refuse(RoutingContext request, int status, String line) {
        send(request, status, failure(line));
    }

    private static Reply failure(String line) {
        return Reply.json(Answers.Failure.class, new Answers.Failure(line));
    }

    private static void send(RoutingContext request, int status, Reply reply) {
        if (!request.response().ended()) {
            request.response()
                    .setStatusCode(status)
                    .putHeader("content-type", reply.contentType())
                    .end(reply.body())
                    .onFailure(gone -> LOG.log(System.Logger.Level.DEBUG, "the client is gone", gone));
        }
    }

    private static Buffer document() {
        try (InputStream file = Objects.requireNonNull(FleetApi.class.getResourceAsStream("openapi.yaml"))) {
            return Buffer.buffer(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
