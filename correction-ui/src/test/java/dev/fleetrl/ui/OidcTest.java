package dev.fleetrl.ui;

import static dev.fleetrl.ui.RunningSite.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.fleetrl.contracts.AuditRecord;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.ui.fake.Issuer;
import dev.fleetrl.ui.people.Role;
import dev.fleetrl.ui.signin.SignInSettings;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The way to a provider and back, with a provider that really signs. */
@SuppressWarnings("NullAway.Init") // by start()
class OidcTest {
    private static final int SKEW_SECONDS = 30;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final WebClient http = WebClient.create(vertx);
    private final Map<String, String> cookies = new HashMap<>();
    private Issuer issuer;
    private RunningSite site;

    @BeforeEach
    void start() throws Exception {
        issuer = await(new Issuer().listen(vertx));
        Path secret = Files.writeString(folder.resolve("secret"), "secret\n");
        site = RunningSite.start(
                new SiteId("lab"),
                new SignInSettings.ByOidc(
                        "The provider",
                        issuer.uri(),
                        Issuer.CLIENT,
                        Optional.of(secret.toString()),
                        List.of("openid", "profile"),
                        "preferred_username",
                        "realm_access.roles",
                        Map.of("fleetrl-operator", Role.OPERATOR, "fleetrl-admin", Role.ADMIN),
                        SKEW_SECONDS),
                Optional.of(URI.create("https://fleet.example.org")));
    }

    @AfterEach
    void stop() throws Exception {
        site.close();
        await(vertx.close());
    }

    @Test
    void signsAPersonInWithTheirRole() throws Exception {
        HttpResponse<Buffer> back = get(throughTheProvider(goOut()));

        assertThat(back.statusCode()).as(back.bodyAsString()).isEqualTo(302);
        assertThat(back.getHeader("Location")).isEqualTo("/");
        assertThat(back.cookies())
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("fleetrl-session")
                        .contains("HTTPOnly", "Secure", "SameSite=Strict"));
        AuditRecord record = site.told("sign-in");
        assertThat(record.operator()).isEqualTo(new OperatorId("ada"));
        assertThat(record.roles()).containsExactly("OPERATOR");
        assertThat(get("/api/v1/episodes").bodyAsString()).contains("\"operator\":\"ada\"");
        assertThat(get("/api/v1/audit").statusCode()).isEqualTo(403);
    }

    static Stream<Arguments> badTokens() {
        Instant now = Instant.now();
        return Stream.of(
                bad("for somebody else", claims -> claims.audience("another-client"), "audience"),
                bad("of another issuer", claims -> claims.issuer("https://elsewhere.example"), "issuer"),
                bad("of another sign-in", claims -> claims.claim("nonce", "another"), "nonce"),
                bad("without a nonce", claims -> claims.claim("nonce", null), "nonce"),
                bad(
                        "expired",
                        claims -> claims.expirationTime(Date.from(now.minusSeconds(SKEW_SECONDS + 60))),
                        "xpired"),
                bad("of the future", claims -> claims.issueTime(Date.from(now.plusSeconds(600))), "ahead"),
                bad(
                        "without a role",
                        claims -> claims.claim("realm_access", Map.of("roles", List.of("guest"))),
                        "no role here"),
                bad(
                        "without a name",
                        claims -> claims.claim("preferred_username", null),
                        "no claim preferred_username"),
                bad("of nobody", claims -> claims.claim("preferred_username", "somebody"), "nobody can be called"),
                bad(
                        "with an odd name",
                        claims -> claims.claim("preferred_username", "../x"),
                        "another people.nameClaim"));
    }

    private static Arguments bad(String what, UnaryOperator<JWTClaimsSet.Builder> twist, String why) {
        return Arguments.of(what, twist, why);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void refusesAToken(String what, UnaryOperator<JWTClaimsSet.Builder> twist, String why) throws Exception {
        issuer.twist(twist);

        assertRefused(get(throughTheProvider(goOut())), why);
    }

    @Test
    void refusesATokenThatAnotherKeyHasSigned() throws Exception {
        issuer.signWithAnotherKey();

        assertRefused(get(throughTheProvider(goOut())), "not valid");
    }

    @Test
    void bearsAClockThatIsALittleOff() throws Exception {
        issuer.twist(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(SKEW_SECONDS / 2))));

        assertThat(get(throughTheProvider(goOut())).statusCode()).isEqualTo(302);
    }

    @Test
    void takesAStateOnce() throws Exception {
        String back = throughTheProvider(goOut());
        Map<String, String> before = Map.copyOf(cookies);
        assertThat(get(back).statusCode()).isEqualTo(302);
        assertThat(site.told("sign-in").accepted()).contains(true);
        cookies.clear();
        cookies.putAll(before);

        assertRefused(get(back), "used already");
    }

    @Test
    void takesAStateFromTheBrowserThatWentOnly() throws Exception {
        String back = throughTheProvider(goOut());
        cookies.clear();

        assertRefused(get(back), "not begun in this browser");
    }

    @Test
    void refusesACodeThatTheProviderDoesNotKnow() throws Exception {
        String back = throughTheProvider(goOut()).replaceAll("code=[^&]*", "code=guess");

        assertRefused(get(back), "no such code");
    }

    @Test
    void tellsWhatTheProviderSaysWithoutRunningIt() throws Exception {
        String back = throughTheProvider(goOut()).replaceAll("code=[^&]*", "error=%3Cscript%3E");

        HttpResponse<Buffer> refused = get(back);
        assertRefused(refused, "the provider says what is no error code");
        assertThat(refused.bodyAsString()).doesNotContain("<script>");
    }

    @Test
    void endsTheSessionOfWhoeverWasSignedInThere() throws Exception {
        assertThat(get(throughTheProvider(goOut())).statusCode()).isEqualTo(302);
        Map<String, String> adas = Map.copyOf(cookies);
        issuer.twist(claims -> claims.claim("preferred_username", "ben"));
        String back = throughTheProvider(goOut());
        // It does not come along from the provider's page.
        cookies.keySet().removeIf(name -> name.startsWith("fleetrl-session"));

        assertThat(get(back).statusCode()).isEqualTo(302);

        assertThat(get("/api/v1/episodes").bodyAsString()).contains("\"operator\":\"ben\"");
        cookies.clear();
        cookies.putAll(adas);
        assertThat(get("/api/v1/episodes").statusCode()).isEqualTo(401);
    }

    @Test
    void asksAProviderThatIsAwayNowAndThen() throws Exception {
        issuer.isAway(true);
        assertThat(get("/auth/oidc").statusCode()).isEqualTo(502);
        assertThat(get("/auth/oidc").bodyAsString()).contains("cannot be asked now");
        assertThat(issuer.asked()).isEqualTo(1);

        issuer.isAway(false);
        site.offsetMillis().set(11_000);
        assertThat(get(throughTheProvider(goOut())).statusCode()).isEqualTo(302);
        assertThat(issuer.asked()).isEqualTo(2);
    }

    @Test
    void sendsAnAddressThereSoManyTimesNotCountingThoseWhileItIsAway() throws Exception {
        issuer.isAway(true);
        for (int i = 0; i < 31; i++) {
            assertThat(get("/auth/oidc").statusCode()).isEqualTo(502);
        }
        issuer.isAway(false);
        site.offsetMillis().set(11_000);
        for (int i = 0; i < 30; i++) {
            var unused = goOut();
        }

        assertThat(get("/auth/oidc").statusCode()).isEqualTo(429);
    }

    @Test
    void takesNoPasswords() throws Exception {
        HttpResponse<Buffer> answer = await(http.post(site.uri().getPort(), "127.0.0.1", "/auth/sign-in")
                .sendBuffer(Buffer.buffer("{\"name\":\"ada\",\"password\":null}")));

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    private void assertRefused(HttpResponse<Buffer> back, String why) throws Exception {
        assertThat(back.statusCode()).as(back.bodyAsString()).isEqualTo(403);
        assertThat(back.bodyAsString()).contains("Not signed in").contains(why);
        assertThat(cookies.keySet()).noneMatch(name -> name.startsWith("fleetrl-session"));
        assertThat(site.told("sign-in").accepted()).contains(false);
        assertThat(get("/api/v1/episodes").statusCode()).isEqualTo(401);
    }

    /** Where the page sends the browser. */
    private URI goOut() throws Exception {
        HttpResponse<Buffer> out = get("/auth/oidc");
        assertThat(out.statusCode()).as(out.bodyAsString()).isEqualTo(302);
        assertThat(out.cookies()).anySatisfy(cookie -> assertThat(cookie).contains("HTTPOnly", "SameSite=Lax"));
        URI there = URI.create(out.getHeader("Location"));
        assertThat(there.getQuery())
                .contains("response_type=code", "code_challenge_method=S256", "scope=openid+profile")
                .contains("redirect_uri=https://fleet.example.org/auth/oidc/callback");
        return there;
    }

    /** Where the provider sends it back to: path and query. */
    private String throughTheProvider(URI there) throws Exception {
        HttpResponse<Buffer> answer =
                await(http.getAbs(there.toString()).followRedirects(false).send());
        URI back = URI.create(answer.getHeader("Location"));
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    private HttpResponse<Buffer> get(String pathAndQuery) throws Exception {
        HttpRequest<Buffer> request =
                http.get(site.uri().getPort(), "127.0.0.1", pathAndQuery).followRedirects(false);
        cookies.forEach((name, value) -> request.headers().add("Cookie", name + "=" + value));
        HttpResponse<Buffer> answer = await(request.send());
        for (String cookie : answer.cookies()) {
            String[] pair = cookie.replaceFirst(";.*", "").split("=", 2);
            if (pair[1].isEmpty()) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
        return answer;
    }
}
