package dev.fleetrl.policy.serving;

import static dev.fleetrl.policy.serving.ScriptedServer.BROKEN;
import static dev.fleetrl.policy.serving.ScriptedServer.SURPRISING;
import static dev.fleetrl.policy.serving.ScriptedServer.V1;
import static dev.fleetrl.policy.serving.ScriptedServer.join;
import static dev.fleetrl.policy.serving.ScriptedServer.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.openpi.NdArray;
import dev.fleetrl.policy.openpi.OpenpiMap;
import dev.fleetrl.policy.serving.ScriptedServer.Client;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PolicyVerticleTest {
    private static final long LIMIT_SECONDS = 10;

    private final ScriptedServer server = new ScriptedServer();
    private final MemoryLog log = server.log;
    /** Vert.x closes a client that nobody refers to. */
    private final HttpClient requests = server.vertx.createHttpClient();

    PolicyVerticleTest() throws Exception {}

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void saysThatItIsWarm() throws Exception {
        awaitInLog(new ModelRecord.Warm(V1, "server-1"));
    }

    @Test
    void warmsWhatIsRegisteredLaterAndRefusesWhatDoesNotLoad() throws Exception {
        server.register(BROKEN);

        awaitInLog(new ModelRecord.Refused(BROKEN, "server-1", "policy broken is damaged"));
    }

    /** Else the round would wait for it in vain. */
    @Test
    void refusesWhatFailsToLoadInAnUnforeseenWay() throws Exception {
        server.register(SURPRISING);

        awaitInLog(new ModelRecord.Refused(
                SURPRISING,
                "server-1",
                "policy surprising does not load: java.lang.IllegalStateException: the graph is not ours"));
    }

    @Test
    void answersInOpenpisFormat() throws Exception {
        Client client = server.new Client();
        assertThat(client.next().keys()).contains("fleetrl/server", "fleetrl/protocol");

        client.ask(question(V1).integer("fleetrl/request", 42));

        OpenpiMap answer = client.next();
        assertThat(answer.array("actions")).contains(NdArray.floats(Vec.of(3, 0), 1, 2));
        assertThat(answer.text("fleetrl/policy_version")).contains("v1");
        assertThat(answer.integer("fleetrl/request")).contains(42L);
        assertThat(answer.integer("fleetrl/execute_steps")).contains(8L);
        assertThat(answer.text("fleetrl/chunk").orElseThrow()).matches("server-1-[0-9a-z]+-0");
        assertThat(answer.keys()).contains("server_timing");
    }

    @Test
    void saysWhatItChoseFrom() throws Exception {
        Client client = server.new Client();
        client.next();

        client.ask(question(V1).integer("fleetrl/candidates", 3));
        OpenpiMap chosen = client.next();
        client.ask(question(V1).integer("fleetrl/candidates", 1));
        OpenpiMap only = client.next();

        assertThat(chosen.array("fleetrl/scores")).contains(NdArray.floats(Vec.of(0, 1, 2), 3));
        assertThat(chosen.integer("fleetrl/chosen")).contains(2L);
        assertThat(only.keys()).doesNotContain("fleetrl/scores", "fleetrl/chosen");
    }

    /** Its batches are of four. */
    @Test
    void refusesMoreCandidatesThanABatchHoldsAndAnswersTheOthers() throws Exception {
        Client modest = server.new Client();
        Client greedy = server.new Client();
        modest.next();
        greedy.next();

        greedy.ask(question(V1).integer("fleetrl/candidates", 5));

        assertThat(greedy.line()).isEqualTo("5 candidates do not fit in this server's batches of 4");
        modest.ask(question(V1).integer("fleetrl/candidates", 4));
        assertThat(modest.next().integer("fleetrl/chosen")).contains(3L);
    }

    @Test
    void servesTheNewestPublishedToThoseWithoutAWish() throws Exception {
        server.publish(V1);
        Client client = server.new Client();
        assertThat(client.next().text("fleetrl/policy_version")).contains("v1");

        client.ask(new OpenpiMap.Builder().array("observation/state", NdArray.floats(Vec.of(1, 2), 2)));

        assertThat(client.next().text("fleetrl/policy_version")).contains("v1");
    }

    @Test
    void refusesAnUnknownVersionWithOneLine() throws Exception {
        Client client = server.new Client();
        client.next();

        client.ask(question(new PolicyVersion("v9")));

        assertThat(client.line()).isEqualTo("unknown policy version v9");
        assertThat(client.closeCode()).isEqualTo((short) 1008);
    }

    @Test
    void refusesWhatItCannotRead() throws Exception {
        Client client = server.new Client();
        client.next();

        client.send(new byte[] {1, 2, 3});

        assertThat(client.line()).isEqualTo("the frame is not a msgpack map with text keys");
        assertThat(client.closeCode()).isEqualTo((short) 1008);
    }

    @Test
    void takesOneQuestionAtATime() throws Exception {
        server.holds.set(true);
        Client client = server.new Client();
        client.next();

        client.ask(question(V1));
        client.ask(question(V1));

        assertThat(client.line()).isEqualTo("one question at a time: wait for the answer");
    }

    @Test
    void letsNoNumberOutThatIsNotFinite() throws Exception {
        Client client = server.new Client();
        client.next();

        client.ask(new OpenpiMap.Builder()
                .array("observation/state", NdArray.floats(Vec.of(Float.MAX_VALUE, Float.MAX_VALUE), 2))
                .text("fleetrl/policy_version", "v1"));

        assertThat(client.line()).isEqualTo("the policy answered with actions that are not finite numbers");
    }

    @Test
    void isHealthyWhileTheNetworkRuns() throws Exception {
        server.holds.set(true);
        Client client = server.new Client();
        client.next();
        client.ask(question(V1));

        assertThat(get("/healthz")).isEqualTo("OK\n");
        assertThat(get("/status")).contains("\"server\":\"server-1\"").contains("\"warm\":[\"v1\"]");
    }

    private void awaitInLog(ModelRecord record) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!log.messages().contains(record) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(log.messages()).contains(record);
    }

    private String get(String path) throws Exception {
        return join(requests.request(HttpMethod.GET, server.port(), "127.0.0.1", path)
                        .compose(request -> request.send().compose(response -> response.body())))
                .toString();
    }
}
