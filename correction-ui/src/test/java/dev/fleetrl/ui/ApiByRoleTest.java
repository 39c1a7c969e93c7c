package dev.fleetrl.ui;

import static dev.fleetrl.ui.GuardedSite.PASSWORD;
import static dev.fleetrl.ui.GuardedSite.R1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.AuditRecord;
import dev.fleetrl.contracts.OperatorId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody with a browser of their own making gets from the API and the sign-in, and does not. */
@SuppressWarnings("NullAway.Init") // by start()
class ApiByRoleTest {
    @TempDir
    Path folder;

    private GuardedSite guarded;

    @BeforeEach
    void start() throws Exception {
        guarded = new GuardedSite(folder);
    }

    @AfterEach
    void stop() throws Exception {
        guarded.close();
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, GET, /api/v1/healthz, 200",
        "nobody, GET, /api/v1/robots, 401",
        "nobody, POST, /api/v1/certificates, 200",
        "nobody, PUT, /api/v1/rounds/x, 401",
        "vic, GET, /api/v1/robots, 200",
        "vic, GET, /api/v1/episodes, 403",
        "vic, POST, /api/v1/help/r1/claim, 403",
        "ada, GET, /api/v1/episodes, 200",
        "ada, POST, /api/v1/help/r1/claim, 200",
        "ada, PUT, /api/v1/rounds/x, 403",
        "ada, POST, /api/v1/policies/v2/publish, 403",
        "ada, GET, /api/v1/audit, 403",
        "rita, POST, /api/v1/policies/v2/publish, 200",
        "rita, GET, /api/v1/audit, 200",
        "rita, POST, /api/v1/help/r1/claim, 403",
        "rita, POST, /api/v1/robots/r1/enrolment, 403",
        "rita, POST, /api/v1/what-ever, 403",
        "root, POST, /api/v1/robots/r1/enrolment, 200",
        "root, POST, /api/v1/what-ever, 200",
        "root, POST, /api/v1/audit, 403",
        "vic, POST, /api//v1/robots/r1/enrolment, 403",
        "vic, POST, /api/v1/help/../robots/r1/enrolment, 403"
    })
    void theApiAsksForARole(String name, String method, String path, int status) throws Exception {
        Tablet tablet = guarded.tablet();
        if (!name.equals("nobody")) {
            tablet.signIn(name, PASSWORD);
        }

        HttpResponse<Buffer> answer = tablet.send(HttpMethod.valueOf(method), path, "{\"operator\":\"forged\"}");

        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(status);
        if (status == 200 && !name.equals("nobody")) {
            assertThat(answer.bodyAsString()).contains("\"operator\":\"" + name + "\"}");
        }
        if (status >= 400) {
            assertThat(answer.bodyAsJsonObject().getString("error")).isNotEmpty();
        }
    }

    @Test
    void aWriteIsKeptWithWhatCameOfIt() throws Exception {
        Tablet rita = guarded.tablet().signIn("rita", PASSWORD);
        var unused = rita.send(HttpMethod.POST, "/api/v1/policies/v2/publish", "");
        AuditRecord published = guarded.site.told("publish");
        assertThat(published.operator()).isEqualTo(new OperatorId("rita"));
        assertThat(published.roles()).containsExactly("RESEARCHER");
        assertThat(published.subject()).contains("policies/v2/publish");
        assertThat(published.accepted()).contains(true);

        var refused = rita.send(HttpMethod.POST, "/api/v1/robots/r1/enrolment", "");
        AuditRecord enrolled = guarded.site.told("enrol");
        assertThat(enrolled.accepted()).contains(false);
        assertThat(enrolled.robot()).contains(R1);
        assertThat(enrolled.reason()).isEqualTo(refused.bodyAsJsonObject().getString("error"));
    }

    @Test
    void aWrongPasswordIsRefusedAndKeptAndNotTriedForEver() throws Exception {
        Tablet eve = guarded.tablet();
        HttpResponse<Buffer> wrong = eve.trySignIn("ada", "correct horse");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.cookies()).isEmpty();
        assertThat(guarded.site.told("sign-in"))
                .satisfies(record -> assertThat(record.accepted()).contains(false))
                .satisfies(record -> assertThat(record.operator().value()).isEqualTo("ada"))
                .satisfies(record -> assertThat(record.reason()).contains("wrong name or password, from 127.0.0.1"));
        assertThat(eve.trySignIn("nobody-of-that-name", PASSWORD).bodyAsString())
                .isEqualTo(wrong.bodyAsString());

        for (int i = 1; i < 10; i++) {
            assertThat(eve.trySignIn("ada", "guess " + i).statusCode()).isEqualTo(401);
        }
        assertThat(eve.trySignIn("ada", PASSWORD).statusCode()).isEqualTo(429);
        assertThat(guarded.tablet().at("10.0.0.7").trySignIn("ada", PASSWORD).statusCode())
                .as("ada herself, elsewhere")
                .isEqualTo(200);
        assertThat(guarded.site.told("sign-in").accepted()).contains(true);
        assertThat(eve.trySignIn("vic", PASSWORD).statusCode()).isEqualTo(200);
        assertThat(guarded.site.told("sign-in").accepted()).contains(true);
        guarded.site.offsetMillis().set(Duration.ofMinutes(6).toMillis());
        assertThat(guarded.site.told("sign-in").reason()).matches("\\d+ more within a minute, from 127.0.0.1");
        assertThat(eve.trySignIn("ada", PASSWORD).statusCode()).isEqualTo(200);
    }

    /** Whoever types their password where the name belongs. */
    @ParameterizedTest
    @ValueSource(strings = {"correct-horse", "correct horse?"})
    void whatIsNoKnownNameIsNotKept(String typed) throws Exception {
        Tablet ada = guarded.tablet().signIn("ada", PASSWORD);
        assertThat(guarded.site.told("sign-in").accepted()).contains(true);

        assertThat(guarded.tablet().trySignIn(typed, "").statusCode()).isBetween(400, 401);

        AuditRecord record = guarded.site.told("sign-in");
        assertThat(record.operator().value()).isEqualTo("somebody");
        assertThat(record.toString()).doesNotContain("horse");
        assertThat(ada.send(HttpMethod.GET, "/api/v1/episodes", "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoIsNotSignedInLeavesNoTrace() throws Exception {
        Tablet nobody = guarded.tablet().connect();
        nobody.say("{\"command\":\"stop-all\",\"id\":\"1\"}");
        nobody.say("{\"command\":\"stop\",\"id\":\"6\",\"robot\":\"r1\"}");
        assertThat(nobody.hearUntilPong()).contains("sign in first");
        assertThat(nobody.send(HttpMethod.POST, "/api/v1/help/r1/claim", "{}").statusCode())
                .isEqualTo(401);

        guarded.tablet().signIn("ada", PASSWORD);

        assertThat(guarded.site.audit().take().action()).isEqualTo("sign-in");
    }

    @Test
    void theSessionIsForThisSiteAndItsServerOnly() throws Exception {
        HttpResponse<Buffer> welcome = guarded.tablet().trySignIn("ada", PASSWORD);

        assertThat(welcome.cookies())
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .contains("HTTPOnly")
                        .contains("SameSite=Strict")
                        .contains("Path=/")
                        .matches("fleetrl-session-\\d+=[A-Za-z0-9_-]{43};.*"));
        assertThat(welcome.bodyAsString()).isEqualTo("{\"operator\":\"ada\",\"roles\":[\"OPERATOR\"]}");
    }

    @ParameterizedTest
    @CsvSource({"somebody, 400", "'', 400", "'a/b', 400"})
    void someNamesAreNobodys(String name, int status) throws Exception {
        assertThat(guarded.tablet().trySignIn(name, PASSWORD).statusCode()).isEqualTo(status);
        assertThat(guarded.tablet().send(HttpMethod.POST, "/auth/sign-in", "{").statusCode())
                .isEqualTo(400);
        assertThat(guarded.tablet().send(HttpMethod.POST, "/auth/sign-in", "").statusCode())
                .isEqualTo(400);
    }
}
