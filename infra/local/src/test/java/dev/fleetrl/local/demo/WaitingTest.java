package dev.fleetrl.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRequest;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.site.SiteClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a page whose answers are laid down beforehand. */
class WaitingTest {
    private record Answer(int status, String body) {}

    private static final PolicyVersion VERSION = new PolicyVersion("v0");

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ProgressLine progress = new ProgressLine(new PrintStream(said, true, UTF_8), 0, () -> 0);
    private HttpServer page;
    private SiteClient client;

    @BeforeEach
    void open() throws IOException {
        page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        page.createContext("/", this::answer);
        page.start();
        client = new SiteClient(
                URI.create("http://127.0.0.1:" + page.getAddress().getPort()));
    }

    @AfterEach
    void close() {
        page.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        Answer answer = answers.pop();
        byte[] body = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Waiting waiting(Optional<String> hopeless) {
        return new Waiting(client, progress, () -> hopeless);
    }

    private static CollectionRequest collection() {
        ActionSource driver = new ActionSource.Policy(VERSION);
        return new CollectionRequest(new CollectionId("practice"), new TaskId("pick"), Cohort.TRAIN, driver, 4, 1, 1);
    }

    private static RoundRequest round() {
        return new RoundRequest(
                new RoundId("base"),
                new TaskId("pick"),
                VERSION,
                Optional.empty(),
                List.of(new CollectionId("practice")),
                "sft",
                Optional.empty(),
                1,
                1,
                Map.of(),
                true);
    }

    @Test
    void bearsAControllerThatIsBeingStartedAgain() {
        answers.add(new Answer(200, "{\"complete\": false, \"judged\": 1}"));
        answers.add(new Answer(502, "{\"error\": \"the fleet-controller does not answer\"}"));
        answers.add(new Answer(200, "{\"complete\": true, \"judged\": 4, \"successes\": 3}"));

        waiting(Optional.empty()).collection("practise", collection());

        assertThat(said.toString(UTF_8)).contains("practise: 4 episodes, 3 succeeded");
    }

    @Test
    void triesARoundAnewThatFailedWhenItWasAskedForBefore() {
        answers.add(new Answer(200, "{\"doing\": \"training\", \"failed\": \"the disk was full\"}"));
        answers.add(new Answer(200, "{\"doing\": \"finished\"}"));
        answers.add(new Answer(200, "{\"manifest\": {\"trainSeconds\": 7}}"));

        waiting(Optional.empty()).round("train", round());

        assertThat(asked)
                .containsExactly("PUT /api/v1/rounds/base", "PUT /api/v1/rounds/base-2", "GET /api/v1/policies/v0");
    }

    @Test
    void waitsForARolloutAndBeginsNoneTwice() {
        String ended = "{\"stage\": \"ROLLED_BACK\", \"reason\": \"worse\", \"version\": \"v0\", \"canary\": null}";
        answers.add(new Answer(200, "{\"rollouts\": []}"));
        answers.add(new Answer(200, "{\"rollouts\": []}"));
        answers.add(
                new Answer(200, "{\"stage\": \"CANARY\", \"canary\": {\"evidence\": {\"worse\": 4, \"needed\": 20}}}"));
        answers.add(new Answer(200, ended));

        waiting(Optional.empty()).rollout("push", new TaskId("pick"), VERSION);

        assertThat(said.toString(UTF_8)).contains("push: ROLLED_BACK: worse");
        answers.add(new Answer(200, "{\"rollouts\": [" + ended + "]}"));
        answers.add(new Answer(200, ended));
        VersionRow row =
                VersionRows.ofRollout(waiting(Optional.empty()).rollout("push", new TaskId("pick"), VERSION), "sft");
        assertThat(row.rollout()).contains("ROLLED_BACK: worse");
        assertThat(asked).filteredOn(question -> question.startsWith("PUT")).hasSize(1);
    }

    @Test
    void saysHowToGoOnWhenARoundFails() {
        answers.add(new Answer(200, "{\"doing\": \"training\"}"));
        answers.add(new Answer(200, "{\"doing\": \"training\", \"failed\": \"out of memory\"}"));

        assertThatThrownBy(() -> waiting(Optional.empty()).round("train", round()))
                .isInstanceOf(UserError.class)
                .hasMessage("round base failed: out of memory. The same command tries it again");
    }

    @Test
    void endsWhenNothingWillComeOfIt() {
        assertThatThrownBy(() -> waiting(Optional.of("the policy-server dies again and again"))
                        .collection("practise", collection()))
                .hasMessage("the policy-server dies again and again");
        assertThat(asked).isEmpty();
    }

    @Test
    void refusesWhatIsNoSite() {
        answers.add(new Answer(200, "<html>welcome</html>"));

        assertThatThrownBy(() -> client.get("robots"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is no FleetRL site");
    }
}
