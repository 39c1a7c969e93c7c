package dev.fleetrl.controller.api;

import static dev.fleetrl.controller.Fixtures.V1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.FleetRequest;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.controller.Fixtures;
import dev.fleetrl.controller.fleet.SimulatedSite;
import dev.fleetrl.controller.fleet.SimulatedSite.Running;
import dev.fleetrl.controller.identity.Enrolment;
import dev.fleetrl.controller.monitor.FleetMetrics;
import dev.fleetrl.controller.retrain.ScriptedTraining;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.episodes.LabelStore;
import dev.fleetrl.episodes.ProgressStore;
import dev.fleetrl.observability.Metrics;
import dev.fleetrl.transport.simulated.Faults;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The API of a controller in virtual time, which passes on the event loop. */
abstract class ServedApi {
    static final ObjectMapper JSON = new ObjectMapper();
    static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Vertx vertx = Vertx.vertx();

    @TempDir
    static Path folder;

    static List<String> routes = List.of();
    static int port;

    /** Virtual time passes on the event loop, which owns everything. */
    @BeforeAll
    static void serve() throws Exception {
        vertx = Vertx.vertx();
        CompletableFuture<HttpServer> listening = new CompletableFuture<>();
        vertx.runOnContext(loop -> listen().onSuccess(listening::complete).onFailure(listening::completeExceptionally));
        port = listening.get(20, TimeUnit.SECONDS).actualPort();
    }

    private static Future<HttpServer> listen() {
        try {
            MeasuredSite.label(folder.resolve("labels"));
            EpisodeStore episodes = EpisodeStore.open(folder.resolve("episodes"));
            SimulatedSite site = new SimulatedSite(1, Faults.NONE, episodes, new ScriptedTraining(), Optional.empty());
            Running running = site.startController();
            vertx.setPeriodic(5, timer -> site.time.runFor(5_000_000));
            FleetApi api = new FleetApi(
                    running.controller(),
                    episodes,
                    LabelStore.open(folder.resolve("labels")),
                    ProgressStore.open(folder.resolve("progress")),
                    SimulatedSite.inline(),
                    new FleetApi.Identities(
                            new Enrolment(
                                    new SiteId("home"),
                                    folder.resolve("identity"),
                                    Duration.ofDays(30),
                                    Clock.systemUTC()),
                            SimulatedSite.inline()));
            FleetMetrics metrics = new FleetMetrics(Metrics.ofProcess(), running.controller());
            routes = api.routes().stream()
                    .map(route -> route.method().name() + " " + route.path())
                    .toList();
            ModelRecord registered = new ModelRecord.Registered(V1, Fixtures.policy(V1, Optional.empty()));
            return site.broker
                    .connect()
                    .publish(LogTopics.MODELS, registered)
                    .compose(done -> site.broker.connect().publish(LogTopics.REQUESTS, shownByAda()))
                    .compose(done -> MeasuredSite.log(site.broker.connect()))
                    .compose(done -> metrics.follow(site.broker.connect()))
                    .compose(done -> vertx.createHttpServer()
                            .requestHandler(api.router(vertx, Set.of("fleet-controller"), metrics::now))
                            .listen(0, "127.0.0.1"));
        } catch (Exception e) {
            return Future.failedFuture(e);
        }
    }

    private static FleetRequest shownByAda() {
        ActionSource ada = new ActionSource.Demonstration(new OperatorId("ada"));
        return new FleetRequest.Collect(Fixtures.collection("shown-pick-ada", ada, 4), 0);
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    static HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    static JsonNode get(String path) throws Exception {
        return JSON.readTree(send("GET", path, "").body());
    }

    static String error(HttpResponse<String> response) throws Exception {
        return JSON.readTree(response.body()).path("error").asText();
    }

    static void await(String path, String field) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!get(path).has(field)) {
            assertThat(System.nanoTime()).as("%s shows %s in time", path, field).isLessThan(deadline);
        }
    }
}
