package dev.fleetrl.ui;

import static dev.fleetrl.ui.RunningSite.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.ui.signin.SignInSettings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageServingTest {
    private final RunningSite site = RunningSite.start(new SiteId("lab"));
    private final HttpClient client = site.vertx().createHttpClient();

    @AfterEach
    void stop() throws Exception {
        site.close();
    }

    @Test
    void handsApiCallsToTheController() throws Exception {
        String body = await(client.request(HttpMethod.PUT, site.uri().getPort(), "127.0.0.1", "/api/v1/rounds/x?y=1")
                .compose(request -> request.send("hi")
                        .compose(response -> response.body().map(read -> response.statusCode() + " " + read))));

        assertThat(body).isEqualTo("404 {\"path\":\"/api/v1/rounds/x?y=1\",\"body\":\"hi\"}");
    }

    @Test
    void refusesPagesOfOtherSites() throws Exception {
        int status = await(client.request(HttpMethod.POST, site.uri().getPort(), "127.0.0.1", "/api/v1/rounds/x")
                .compose(request ->
                        request.putHeader("Origin", "http://elsewhere.example").send("hi"))
                .map(response -> response.statusCode()));

        assertThat(status).isEqualTo(403);
    }

    /** A proxy calls this process as it likes. */
    @Test
    void takesRequestsOfThePageAsPeopleOpenIt() throws Exception {
        RunningSite behind = RunningSite.start(
                new SiteId("lab"),
                new SignInSettings.ByName(),
                Optional.of(URI.create("https://Fleet.example.org:443/")));

        assertThat(statusFrom(behind, "https://fleet.example.org")).isEqualTo(404);
        assertThat(statusFrom(behind, "http://" + behind.uri().getAuthority())).isEqualTo(403);
        behind.close();
    }

    private int statusFrom(RunningSite behind, String origin) throws Exception {
        return await(client.request(HttpMethod.PUT, behind.uri().getPort(), "127.0.0.1", "/api/v1/rounds/x")
                .compose(request -> request.putHeader("Origin", origin).send("hi"))
                .map(response -> response.statusCode()));
    }

    @Test
    void isShownInNoFrameOfAnother() throws Exception {
        String policy = await(client.request(HttpMethod.GET, site.uri().getPort(), "127.0.0.1", "/")
                .compose(request -> request.send())
                .map(response -> response.getHeader("Content-Security-Policy")));

        assertThat(policy).contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'");
    }

    @Test
    void servesThePage() throws Exception {
        String page = await(client.request(HttpMethod.GET, site.uri().getPort(), "127.0.0.1", "/")
                .compose(request -> request.send().compose(response -> response.body()))
                .map(Object::toString));

        assertThat(page).contains("<title>FleetRL</title>");
    }
}
