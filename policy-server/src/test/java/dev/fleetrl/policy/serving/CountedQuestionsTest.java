package dev.fleetrl.policy.serving;

import static dev.fleetrl.policy.serving.ScriptedServer.BROKEN;
import static dev.fleetrl.policy.serving.ScriptedServer.SLOW;
import static dev.fleetrl.policy.serving.ScriptedServer.V1;
import static dev.fleetrl.policy.serving.ScriptedServer.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.openpi.NdArray;
import dev.fleetrl.policy.openpi.OpenpiMap;
import dev.fleetrl.policy.serving.ScriptedServer.Client;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A question that gets no answer is in one metric, once, wherever it was lost. */
class CountedQuestionsTest {
    private final ScriptedServer server = new ScriptedServer();

    CountedQuestionsTest() throws Exception {}

    @AfterEach
    void close() {
        server.close();
    }

    /** Not a map; of no version; of more rows than a batch has. */
    @Test
    void countsWhatItRefuses() throws Exception {
        refused(new byte[] {1, 2, 3});
        refused(question(new PolicyVersion("v9")).encode());
        refused(question(V1).integer("fleetrl/candidates", 5).encode());

        assertThat(counts())
                .containsExactlyInAnyOrder(
                        "inference_refused_total 3.0", "inference_failed_total 0.0", "inference_turned_away_total 0.0");
    }

    /** A policy that does not load; one that answers with no numbers. */
    @Test
    void countsWhatItCannotAnswer() throws Exception {
        server.register(BROKEN);
        refused(question(BROKEN).encode());
        refused(new OpenpiMap.Builder()
                .array("observation/state", NdArray.floats(Vec.of(Float.MAX_VALUE, Float.MAX_VALUE), 2))
                .text("fleetrl/policy_version", "v1")
                .encode());

        assertThat(counts())
                .containsExactlyInAnyOrder(
                        "inference_refused_total 0.0", "inference_failed_total 2.0", "inference_turned_away_total 0.0");
    }

    /** The policy is still loaded; or the only worker is busy. Who was answered is in none of them. */
    @Test
    void countsWhatIsToBeAskedAgain() throws Exception {
        server.register(SLOW);
        Client client = client();
        client.ask(question(SLOW).integer("fleetrl/deadline_ms", 1));
        assertThat(client.next().text("fleetrl/busy")).isPresent();
        server.holds.set(true);
        Client first = client();
        first.ask(question(V1));
        server.awaitStarted();
        client.ask(question(V1).integer("fleetrl/deadline_ms", 1));
        assertThat(client.next().text("fleetrl/busy")).isPresent();
        server.release.countDown();
        assertThat(first.next().array("actions")).isPresent();

        assertThat(counts())
                .containsExactlyInAnyOrder(
                        "inference_refused_total 0.0", "inference_failed_total 0.0", "inference_turned_away_total 2.0");
    }

    private Client client() throws Exception {
        Client client = server.new Client();
        var greeting = client.next();
        assertThat(greeting.keys()).contains("fleetrl/server");
        return client;
    }

    private void refused(byte[] question) throws Exception {
        Client client = client();
        client.send(question);
        assertThat(client.line()).isNotEmpty();
    }

    private Stream<String> counts() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/metrics"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.matches("inference_(refused|failed|turned_away)_total .*"));
    }
}
