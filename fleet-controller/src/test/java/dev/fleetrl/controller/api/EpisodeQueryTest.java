package dev.fleetrl.controller.api;

import static dev.fleetrl.controller.Fixtures.BY_V1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.Variation;
import dev.fleetrl.controller.Fixtures;
import dev.fleetrl.controller.registry.EpisodeIndex;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which of three evaluations a request asks for: of the scene of training, of one varied by nothing, and of a dark one. */
class EpisodeQueryTest {
    private final Vertx vertx = Vertx.vertx();
    private final EpisodeIndex episodes = new EpisodeIndex();
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        seal("plain", Optional.empty());
        seal("weak", Optional.of("vision.light.0"));
        seal("dark", Optional.of("vision.light.2"));
        Router router = Router.router(vertx);
        router.get("/episodes").handler(this::answer);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void seal(String collection, Optional<String> variation) {
        EpisodePlan plan = Fixtures.plan(collection, 1, 0, BY_V1, Cohort.EVALUATION);
        EpisodePlan varied = new EpisodePlan(
                plan.episode(),
                plan.collection(),
                plan.task(),
                plan.cohort(),
                plan.driver(),
                plan.seed(),
                plan.pace(),
                variation.map(Variation::parse));
        episodes.replay(new EpisodeRecord.Sealed(Fixtures.manifest(varied, Outcome.SUCCESS, 5, 0), 1));
    }

    private void answer(RoutingContext request) {
        try {
            var asked = EpisodeQuery.of(request, episodes);
            var unused = request.end(episodes.all().stream()
                    .filter(asked)
                    .map(episode -> episode.plan().collection().value())
                    .sorted()
                    .toList()
                    .toString());
        } catch (ApiError refused) {
            var unused = request.response().setStatusCode(400).end(String.valueOf(refused.getMessage()));
        }
    }

    @Test
    void tellsOfOneSceneAlone() throws Exception {
        assertThat(answer("variation=vision.light.2")).isEqualTo("[dark]");
        assertThat(answer("variation=none")).isEqualTo("[plain, weak]");
        assertThat(answer("variation=vision.light.0")).isEqualTo("[plain, weak]");
        assertThat(answer("variation=vision.noise.1")).isEqualTo("[]");
        assertThat(answer("variation=")).isEqualTo("[dark, plain, weak]");
    }

    @Test
    void refusesAFilterThatItDoesNotKnow() throws Exception {
        assertThat(answer("task=pick&size=1&limit=5&after=x&colour=red"))
                .isEqualTo("no parameter of this list is called colour, size; /api/v1/openapi.yaml names them");
        assertThat(answer("variation=dusk")).contains("dusk");
    }

    private String answer(String query) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/episodes?" + query);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }
}
