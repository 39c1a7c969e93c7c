package dev.fleetrl.controller.api;

import static dev.fleetrl.controller.Fixtures.BY_V1;
import static dev.fleetrl.controller.Fixtures.collection;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.controller.Fixtures;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetApiTest extends ServedApi {
    private static String json(CollectionRequest request) {
        return new String(Codec.JSON.encode(CollectionRequest.class, request), UTF_8);
    }

    private static String varied(String variation) {
        return json(collection("c", BY_V1, 4)).replaceFirst("}$", ",\"variation\":\"" + variation + "\"}");
    }

    @Test
    void describesEveryRouteAndNoOther() throws Exception {
        JsonNode paths = new YAMLMapper()
                .readTree(send("GET", "/api/v1/openapi.yaml", "").body())
                .get("paths");
        TreeSet<String> described = new TreeSet<>();
        paths.properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

        assertThat(routes).containsExactlyInAnyOrderElementsOf(described);
    }

    @Test
    void takesTheSameCollectionTwiceAndRefusesAnotherOne() throws Exception {
        String asked = json(collection("twice", BY_V1, 4));

        assertThat(send("PUT", "/api/v1/collections/twice", asked).statusCode()).isEqualTo(200);
        assertThat(send("GET", "/api/v1/collections/twice", "").statusCode()).isEqualTo(200);
        await("/api/v1/collections/twice", "request");
        assertThat(send("PUT", "/api/v1/collections/twice", asked).statusCode()).isEqualTo(200);

        HttpResponse<String> other = send("PUT", "/api/v1/collections/twice", json(collection("twice", BY_V1, 5)));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(error(other)).contains("choose another id");
    }

    @Test
    void answersTheQueueForHelpAndWhyAClaimIsRefused() throws Exception {
        assertThat(get("/api/v1/help").path("tickets").isArray()).isTrue();

        HttpResponse<String> gone = send("POST", "/api/v1/help/r9/claim", "{\"operator\":\"ada\"}");
        assertThat(gone.statusCode()).isEqualTo(409);
        assertThat(error(gone)).isEqualTo("there is no contact with r9; nobody can take it over now");
        assertThat(send("POST", "/api/v1/help/r9/claim", "{}").statusCode()).isEqualTo(400);
        assertThat(send("POST", "/api/v1/help/r9/release", "{\"operator\":\"ada\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(error(send("POST", "/api/v1/help/r9/escalate", "{\"operator\":\"ada\"}")))
                .isEqualTo("r9 does not call for help any more");
    }

    @Test
    void believesThePagesBackendAboutWhoAsksForHelp() throws Exception {
        assertThat(sendAs("ada", "/api/v1/help/r9/release").statusCode()).isEqualTo(409);
    }

    @Test
    void keepsWhoDidWhatInTheLogAndTellsIt() throws Exception {
        String record =
                "{\"id\":\"a-1\",\"atMillis\":7,\"operator\":\"ada\",\"roles\":[\"OPERATOR\"],\"action\":\"take-over\","
                        + "\"subject\":null,\"robot\":\"r1\",\"episode\":\"e-1\",\"step\":12,\"accepted\":true,\"reason\":\"\"}";

        assertThat(send("POST", "/api/v1/audit", record).statusCode()).isEqualTo(200);

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (get("/api/v1/audit?robot=r1&operator=ada").path("records").isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
        assertThat(get("/api/v1/audit?robot=r1&after=6").path("records").path(0))
                .isEqualTo(JSON.readTree(record));
        assertThat(get("/api/v1/audit?robot=r1&after=7").path("records")).isEmpty();
        assertThat(get("/api/v1/audit?robot=r2").path("records")).isEmpty();
        assertThat(send("GET", "/api/v1/audit?after=yesterday", "").statusCode())
                .isEqualTo(400);
        assertThat(send("POST", "/api/v1/audit", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void saysWhatIsWrongWithARequest() throws Exception {
        HttpResponse<String> unknownField = send("PUT", "/api/v1/collections/c", "{\"id\":\"c\",\"wrong\":1}");
        assertThat(unknownField.statusCode()).isEqualTo(400);
        assertThat(error(unknownField)).contains("no CollectionRequest").doesNotContain("\n");

        HttpResponse<String> otherId = send("PUT", "/api/v1/collections/c", json(collection("d", BY_V1, 4)));
        assertThat(error(otherId)).contains("the id in the body is d, not c");

        HttpResponse<String> unknown = send("PUT", "/api/v1/collections/c", varied("vision.fog.1"));
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(error(unknown)).contains("unknown variation 'vision.fog.1'; known are vision.table, vision.light");
        HttpResponse<String> learnt = send("PUT", "/api/v1/collections/c", varied("vision.light.1"));
        assertThat(error(learnt)).contains("evaluation only");

        assertThat(send("GET", "/api/v1/episodes?limit=0", "").statusCode()).isEqualTo(400);
        assertThat(error(send("GET", "/api/v1/metrics/throughput?cohort=SOME", "")))
                .contains("cohort must be one of [TRAIN, EVALUATION, CANARY], not SOME");
        assertThat(send("GET", "/api/v1/robots/..%2f", "").statusCode()).isEqualTo(400);
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        for (String path : new String[] {
            "/api/v1/robots/r",
            "/api/v1/collections/none",
            "/api/v1/rounds/none",
            "/api/v1/policies/none",
            "/api/v1/episodes/none",
            "/api/v1/episodes/none/frames/0/third.jpg",
            "/api/v1/metrics/calibration?labels=none",
            "/api/v1/nothing"
        }) {
            HttpResponse<String> response = send("GET", path, "");
            assertThat(response.statusCode()).as(path).isEqualTo(404);
            assertThat(error(response)).as(path).isNotEmpty();
        }
    }

    @Test
    void certifiesNobodyWithoutATokenAndSaysWhatIsNoRequest() throws Exception {
        HttpResponse<String> token = send("POST", "/api/v1/robots/r1/enrolment", "");
        assertThat(token.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(token.body()).path("token").asText()).endsWith(".home/r1");

        HttpResponse<String> noRequest =
                send("POST", "/api/v1/certificates", "{\"robot\":\"home/r1\",\"request\":\"none\",\"proof\":\"\"}");
        assertThat(noRequest.statusCode()).isEqualTo(400);
        assertThat(error(noRequest)).contains("CERTIFICATE REQUEST");
        HttpResponse<String> longName = send("POST", "/api/v1/robots/" + "r".repeat(60) + "/enrolment", "");
        assertThat(longName.statusCode()).isEqualTo(400);
        assertThat(error(longName)).contains("shorter id");
    }

    @Test
    void registersAPolicyThatWasTrainedElsewhere() throws Exception {
        String path = "/api/v1/policies/pi05";
        PolicyManifest manifest = Fixtures.policy(new PolicyVersion("pi05"), Optional.empty());
        String body = new String(Codec.JSON.encode(PolicyManifest.class, manifest), UTF_8);

        assertThat(send("PUT", path, body).statusCode()).isEqualTo(200);

        await(path, "manifest");
        assertThat(send("PUT", path, body).statusCode()).isEqualTo(200);
        HttpResponse<String> other = send("PUT", path, body.replace("\"horizon\":16", "\"horizon\":12"));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(error(send("PUT", "/api/v1/policies/pi06", body)))
                .isEqualTo("the version in the body is pi05, not pi06");
        assertThat(send("PUT", path, "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void publishesAPolicyThatIsRegistered() throws Exception {
        await("/api/v1/policies/v1", "manifest");

        HttpResponse<String> published = send("POST", "/api/v1/policies/v1/publish", "");

        assertThat(published.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(published.body()).get("published").asBoolean()).isTrue();
        assertThat(send("POST", "/api/v1/policies/none/publish", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void answersNoBrowser() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/v1/policies/v1/publish"))
                .header("Origin", "http://127.0.0.1:" + port)
                .POST(BodyPublishers.noBody())
                .build();

        HttpResponse<String> refused = HTTP.send(request, BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(error(refused)).contains("people use the page");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8081, 200",
        "localhost, 200",
        "[::1]:8081, 200",
        "Fleet-Controller:8081, 200",
        "evil.example, 403",
        "127.0.0.1.evil.example:8081, 403"
    })
    void answersToItsOwnNamesOnly(String host, int status) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 " + status);
        }
    }

    @Test
    void answersAProbeThatNamesNoHost() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("GET /healthz HTTP/1.0\r\n\r\n".getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.0 200");
        }
    }

    @Test
    void letsPeopleEndWhatTheyShowThemselves() throws Exception {
        await("/api/v1/collections/shown-pick-ada", "request");

        HttpResponse<String> bens = sendAs("ben", "/api/v1/collections/shown-pick-ada/withdraw");
        assertThat(bens.statusCode()).isEqualTo(400);
        assertThat(error(bens)).contains("under your own name");
        assertThat(sendAs("ada", "/api/v1/collections/shown-pick-ada/withdraw").statusCode())
                .isEqualTo(200);

        String endless = json(collection("shown-x", BY_V1, 1_001));
        assertThat(error(send("PUT", "/api/v1/collections/shown-x", endless))).contains("at most 1000 episodes");
    }

    private static HttpResponse<String> sendAs(String operator, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("X-FleetRL-Operator", operator)
                .POST(BodyPublishers.noBody())
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    @Test
    void showsTheSiteAtAGlance() throws Exception {
        JsonNode site = get("/api/v1/site");

        assertThat(site.get("site").asText()).isEqualTo("test");
        assertThat(site.get("connected").asBoolean()).isTrue();
        assertThat(site.get("paused").isNull()).isTrue();
        assertThat(get("/healthz").get("status").asText()).isEqualTo("ok");
    }
}
