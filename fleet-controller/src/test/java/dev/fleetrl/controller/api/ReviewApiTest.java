package dev.fleetrl.controller.api;

import static dev.fleetrl.controller.Fixtures.BY_V1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.controller.Fixtures;
import dev.fleetrl.controller.fleet.SimulatedSite;
import dev.fleetrl.controller.fleet.SimulatedSite.Running;
import dev.fleetrl.controller.identity.Enrolment;
import dev.fleetrl.controller.retrain.ScriptedTraining;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.episodes.LabelStore;
import dev.fleetrl.episodes.ProgressStore;
import dev.fleetrl.observability.Metrics;
import dev.fleetrl.transport.Log;
import dev.fleetrl.transport.simulated.Faults;
import dev.fleetrl.transport.simulated.SimulatedWire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people say of episodes, by way of HTTP and the log. */
class ReviewApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String E1 = "/api/v1/episodes/c-1-a0";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<EpisodeRecord> said = new CopyOnWriteArrayList<>();
    private int port;

    /** Three sealed episodes: a success, a failure, and one whose agent died. */
    @BeforeEach
    void serve() throws Exception {
        CompletableFuture<HttpServer> listening = new CompletableFuture<>();
        vertx.runOnContext(loop -> listen().onSuccess(listening::complete).onFailure(listening::completeExceptionally));
        port = listening.get(20, TimeUnit.SECONDS).actualPort();
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Future<HttpServer> listen() {
        try {
            EpisodeStore episodes = EpisodeStore.open(folder.resolve("episodes"));
            SimulatedSite site = new SimulatedSite(1, Faults.NONE, episodes, new ScriptedTraining(), Optional.empty());
            Running running = site.startController();
            vertx.setPeriodic(5, timer -> site.time.runFor(5_000_000));
            FleetApi api = api(running, episodes);
            SimulatedWire others = site.broker.connect();
            return seal(others)
                    .compose(done -> others.replay(LogTopics.EPISODES, Log.Position.START, logged -> {
                        said.add(logged.message());
                        return Future.succeededFuture();
                    }))
                    .compose(done -> vertx.createHttpServer()
                            .requestHandler(api.router(vertx, Set.of("fleet-controller"), Metrics::ofProcess))
                            .listen(0, "127.0.0.1"));
        } catch (Exception e) {
            return Future.failedFuture(e);
        }
    }

    private FleetApi api(Running running, EpisodeStore episodes) throws IOException {
        return new FleetApi(
                running.controller(),
                episodes,
                LabelStore.open(folder.resolve("labels")),
                ProgressStore.open(folder.resolve("progress")),
                SimulatedSite.inline(),
                new FleetApi.Identities(
                        new Enrolment(
                                new SiteId("home"), folder.resolve("identity"), Duration.ofDays(30), Clock.systemUTC()),
                        SimulatedSite.inline()));
    }

    private static Future<?> seal(SimulatedWire others) {
        List<Future<Void>> sealed = new ArrayList<>();
        Outcome[] outcomes = {Outcome.SUCCESS, Outcome.FAILURE, Outcome.ABANDONED};
        for (int seed = 1; seed <= outcomes.length; seed++) {
            EpisodeRecord record = new EpisodeRecord.Sealed(
                    Fixtures.manifest(
                            Fixtures.plan("c", seed, 0, BY_V1, Cohort.TRAIN), outcomes[seed - 1], 5, seed == 2 ? 3 : 0),
                    seed);
            sealed.add(others.publish(LogTopics.EPISODES, record));
        }
        return Future.all(sealed);
    }

    @Test
    void writesAVerdictThatIsSentTwiceDownOnce() throws Exception {
        String verdict = "{\"id\":\"v-1\",\"operator\":\"ada\",\"outcome\":\"FAILURE\",\"reason\":\"it fell out\"}";

        JsonNode first = ok(send("POST", E1 + "/verdicts", verdict));
        JsonNode second = ok(send("POST", E1 + "/verdicts", verdict));

        assertThat(second).isEqualTo(first);
        assertThat(first.path("outcome").asText()).isEqualTo("FAILURE");
        assertThat(first.path("disputed").asBoolean()).isTrue();
        assertThat(first.path("recorded").path("outcome").asText()).isEqualTo("SUCCESS");
        assertThat(first.path("verdicts")).hasSize(1);
        assertThat(first.path("verdicts").get(0).path("before").asText()).isEqualTo("SUCCESS");
        assertThat(said).filteredOn(EpisodeRecord.Rated.class::isInstance).hasSize(1);
        assertThat(list("?outcome=FAILURE&reviewed=true")
                        .path("reviews")
                        .path("c-1-a0")
                        .path("outcome")
                        .asText())
                .isEqualTo("FAILURE");
        JsonNode agreement = ok(send("GET", "/api/v1/metrics/agreement?task=pick", ""));
        assertThat(agreement.path("episodes").asInt()).isEqualTo(1);
        assertThat(agreement.path("agreed").asInt()).isZero();
        assertThat(agreement.path("kappa").asDouble()).isZero();
    }

    /** The two are on their way at once; who asks second waits with who asked first. */
    @Test
    void writesTwoThatComeAtOnceDownOnce() throws Exception {
        String verdict = "{\"id\":\"v-1\",\"operator\":\"ada\",\"outcome\":\"FAILURE\",\"reason\":\"\"}";
        HttpRequest request = request("POST", E1 + "/verdicts", verdict).build();

        List<CompletableFuture<HttpResponse<String>>> both = List.of(
                HTTP.sendAsync(request, BodyHandlers.ofString()), HTTP.sendAsync(request, BodyHandlers.ofString()));
        for (CompletableFuture<HttpResponse<String>> answer : both) {
            assertThat(ok(answer.get(10, TimeUnit.SECONDS)).path("verdicts")).hasSize(1);
        }

        assertThat(said).filteredOn(EpisodeRecord.Rated.class::isInstance).hasSize(1);
    }

    @Test
    void takesAVerdictBack() throws Exception {
        ok(send(
                "POST",
                E1 + "/verdicts",
                "{\"id\":\"1\",\"operator\":\"ada\",\"outcome\":\"FAILURE\",\"reason\":\"\"}"));

        JsonNode after = ok(send("POST", E1 + "/verdicts", "{\"id\":\"2\",\"operator\":\"ada\",\"reason\":\"\"}"));

        assertThat(after.path("outcome").asText()).isEqualTo("SUCCESS");
        assertThat(after.path("verdicts")).hasSize(2);
    }

    @Test
    void believesTheSessionBeforeTheBody() throws Exception {
        HttpRequest request = request(
                        "POST",
                        E1 + "/verdicts",
                        "{\"id\":\"1\",\"operator\":\"ada\",\"outcome\":\"FAILURE\",\"reason\":\"\"}")
                .header("X-FleetRL-Operator", "ben")
                .build();

        JsonNode review = ok(HTTP.send(request, BodyHandlers.ofString()));

        assertThat(review.path("verdicts").get(0).path("rater").asText()).isEqualTo("ben");
    }

    @Test
    void takesABlankHeaderForNone() throws Exception {
        String verdict = "{\"id\":\"1\",\"operator\":\"ada\",\"outcome\":\"FAILURE\",\"reason\":\"\"}";

        JsonNode review = ok(HTTP.send(
                request("POST", E1 + "/verdicts", verdict)
                        .header("X-FleetRL-Operator", "")
                        .build(),
                BodyHandlers.ofString()));
        HttpResponse<String> claimed = HTTP.send(
                request("POST", "/api/v1/help/robot-1/claim", "{\"operator\":\"ada\"}")
                        .header("X-FleetRL-Operator", "")
                        .build(),
                BodyHandlers.ofString());

        assertThat(review.path("verdicts").get(0).path("rater").asText()).isEqualTo("ada");
        assertThat(error(claimed, 409)).contains("robot-1");
    }

    @Test
    void leavesAnEpisodeOutWithAReasonAndTakesItInAgain() throws Exception {
        String out = "{\"excluded\":true,\"operator\":\"ada\",\"reason\":\"camera covered\"}";

        assertThat(ok(send("PUT", E1 + "/exclusion", out))
                        .path("exclusion")
                        .path("reason")
                        .asText())
                .isEqualTo("camera covered");
        ok(send("PUT", E1 + "/exclusion", out));
        assertThat(list("?excluded=true").path("total").asInt()).isEqualTo(1);
        String in = "{\"excluded\":false,\"operator\":\"ada\",\"reason\":\"\"}";
        assertThat(ok(send("PUT", E1 + "/exclusion", in)).path("exclusion").isNull())
                .isTrue();
        ok(send("PUT", E1 + "/exclusion", in));

        assertThat(said).filteredOn(EpisodeRecord.Excluded.class::isInstance).hasSize(1);
        assertThat(said).filteredOn(EpisodeRecord.Included.class::isInstance).hasSize(1);
        String why = "{\"excluded\":true,\"operator\":\"ada\",\"reason\":\" \"}";
        assertThat(error(send("PUT", E1 + "/exclusion", why), 400)).contains("say why");
    }

    @Test
    void refusesWhatIsNoVerdict() throws Exception {
        String nobody = "{\"id\":\"1\",\"outcome\":\"FAILURE\",\"reason\":\"\"}";
        assertThat(error(send("POST", E1 + "/verdicts", nobody), 400)).contains("say who you are");
        String died = "{\"id\":\"1\",\"operator\":\"ada\",\"outcome\":\"ABANDONED\",\"reason\":\"\"}";
        assertThat(error(send("POST", E1 + "/verdicts", died), 400)).contains("SUCCESS, FAILURE or ABORTED");
        String whole = "{\"id\":\"1\",\"operator\":\"ada\",\"outcome\":\"SUCCESS\",\"reason\":\"\"}";
        assertThat(error(send("POST", "/api/v1/episodes/c-3-a0/verdicts", whole), 409))
                .contains("nobody saw");
        assertThat(error(send("POST", "/api/v1/episodes/none/verdicts", whole), 404))
                .contains("no episode none");
        assertThat(said).noneMatch(EpisodeRecord.Rated.class::isInstance);
    }

    @Test
    void filtersTheListAndCountsIt() throws Exception {
        assertThat(list("").path("total").asInt()).isEqualTo(3);
        assertThat(list("?corrected=true")
                        .path("episodes")
                        .get(0)
                        .path("episode")
                        .asText())
                .isEqualTo("c-2-a0");
        assertThat(list("?robot=robot-1&outcome=SUCCESS&version=v1&task=pick&seed=1")
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(list("?robot=robot-2").path("total").asInt()).isZero();
        JsonNode first = list("?limit=2");
        assertThat(first.path("next").asText()).isEqualTo("c-2-a0");
        assertThat(list("?limit=2&after=c-2-a0").path("episodes")).hasSize(1);
        assertThat(send("GET", "/api/v1/episodes?outcome=WON", "").statusCode()).isEqualTo(400);
    }

    private JsonNode list(String query) throws Exception {
        return ok(send("GET", "/api/v1/episodes" + query, ""));
    }

    private HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return HTTP.send(request(method, path, body).build(), BodyHandlers.ofString());
    }

    private static JsonNode ok(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static String error(HttpResponse<String> response, int status) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JSON.readTree(response.body()).path("error").asText();
    }
}
