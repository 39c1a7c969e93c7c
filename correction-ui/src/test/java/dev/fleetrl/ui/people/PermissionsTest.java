package dev.fleetrl.ui.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.ui.protocol.UiCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole table of who may do what, as it is told in docs/operate.md. */
class PermissionsTest {
    @Test
    void saysOfEveryCommandWhoMayGiveIt() throws IOException {
        Map<String, String> holders = new TreeMap<>();
        for (UiCommand command : commands().values()) {
            holders.put(command.getClass().getSimpleName(), command.needs().holders());
        }

        String everybody = "VIEWER, OPERATOR, RESEARCHER, ADMIN";
        String operators = "OPERATOR, ADMIN";
        assertThat(holders)
                .containsExactlyInAnyOrderEntriesOf(new TreeMap<>(Map.ofEntries(
                        Map.entry("Ping", everybody),
                        Map.entry("Watch", everybody),
                        Map.entry("Stop", everybody),
                        Map.entry("StopAll", everybody),
                        Map.entry("Teleop", operators),
                        Map.entry("TakeOver", operators),
                        Map.entry("HandBack", operators),
                        Map.entry("Resume", operators),
                        Map.entry("Hold", operators),
                        Map.entry("ClearStop", operators),
                        Map.entry("Judge", operators),
                        Map.entry("PauseRecording", operators),
                        Map.entry("ResumeRecording", operators))));
        assertThat(commands().keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(UiCommand.class
                                .getAnnotation(JsonSubTypes.class)
                                .value())
                        .map(JsonSubTypes.Type::name)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/healthz, GREET, ''",
        "GET, /api/v1/openapi.yaml, GREET, ''",
        "GET, /api/v1/site, WATCH, ''",
        "GET, /api/v1/robots/r1, WATCH, ''",
        "GET, /api/v1/help, WATCH, ''",
        "GET, /api/v1/episodes/e1/frames/3/third.jpg, READ, write",
        "GET, /api/v1/metrics/throughput, READ, write",
        "GET, /api/v1/whatever-comes, READ, write",
        "GET, /api/v1/audit, AUDIT, ''",
        "POST, /api/v1/certificates, GREET, certify",
        "POST, /api/v1/certificates/renewal, GREET, certify",
        "POST, /api/v1/help/r1/claim, OPERATE, claim-help",
        "POST, /api/v1/help/r1/release, OPERATE, give-up-help",
        "POST, /api/v1/help/r1/escalate, OPERATE, pass-on-help",
        "PUT, /api/v1/collections/c, RESEARCH, collect",
        "PUT, /api/v1/collections/shown-pick-ada-1, OPERATE, show",
        "POST, /api/v1/collections/shown-pick-ada-1/withdraw, OPERATE, show-enough",
        "POST, /api/v1/collections/c/withdraw, RESEARCH, withdraw",
        "PUT, /api/v1/rounds/r, RESEARCH, round",
        "POST, /api/v1/policies/v2/publish, RESEARCH, publish",
        "POST, /api/v1/episodes/e1/verdicts, LABEL, relabel",
        "PUT, /api/v1/episodes/e1/exclusion, RESEARCH, exclude",
        "DELETE, /api/v1/episodes/e1, ADMINISTER, write",
        "POST, /api/v1/robots/r1/enrolment, ADMINISTER, enrol",
        "POST, /api/v1/whatever-comes, ADMINISTER, write",
        "POST, /api/v1/help/r1/claim/, ADMINISTER, write",
        "PUT, /api/v1/rounds/r/x, ADMINISTER, write",
        "DELETE, /api/v1/rounds/r, ADMINISTER, write"
    })
    void saysOfEveryCallWhatItNeeds(String method, String path, Right right, String action) {
        ApiRule rule = ApiRule.of(method, path);

        assertThat(rule.right()).contains(right);
        assertThat(rule.action()).isEqualTo(action);
    }

    @Test
    void letsNobodyWriteTheAudit() {
        Person admin = new Person(new OperatorId("root"), EnumSet.allOf(Role.class));

        assertThat(ApiRule.of("POST", "/api/v1/audit").refusal(admin)).isPresent();
        assertThat(ApiRule.of("POST", "/api/v1/audit/").refusal(admin)).isPresent();
        assertThat(ApiRule.of("POST", "/api/v1/rounds").refusal(admin)).isEmpty();
    }

    @Test
    void knowsWhichRobotAnAskerForHelpMeans() {
        assertThat(ApiRule.of("POST", "/api/v1/help/r1/claim").robot()).contains(new RobotId("r1"));
        assertThat(ApiRule.of("POST", "/api/v1/policies/v2/publish").subject()).contains("policies/v2/publish");
    }

    @ParameterizedTest
    @CsvSource({
        "VIEWER, 'GREET,WATCH,STOP'",
        "OPERATOR, 'GREET,WATCH,STOP,OPERATE,READ,LABEL'",
        "RESEARCHER, 'GREET,WATCH,STOP,READ,LABEL,RESEARCH,AUDIT'",
        "ADMIN, 'GREET,WATCH,STOP,OPERATE,READ,LABEL,RESEARCH,AUDIT,ADMINISTER'"
    })
    void givesEachRoleItsRights(Role role, String rights) {
        Person person = new Person(new OperatorId("ada"), Set.of(role));

        assertThat(person.rights()).extracting(Right::name).containsExactly(rights.split(",", -1));
    }

    @Test
    void saysWhyNotAndWhoMay() {
        Person viewer = new Person(new OperatorId("vic"), Set.of(Role.VIEWER));

        assertThat(viewer.refusal(Right.OPERATE)).contains("vic is VIEWER; this is for OPERATOR, ADMIN");
        assertThat(Person.somebody(Set.of()).refusal(Right.STOP)).contains("sign in first");
        assertThat(Person.somebody(Set.of()).refusal(Right.GREET)).isEmpty();
        assertThat(Person.somebody(Set.of(Role.VIEWER)).refusal(Right.OPERATE)).contains("sign in first");
    }

    private static Map<String, UiCommand> commands() throws IOException {
        Map<String, UiCommand> commands = new LinkedHashMap<>();
        try (InputStream in =
                Objects.requireNonNull(PermissionsTest.class.getResourceAsStream("/golden/ui-commands.jsonl"))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                commands.put(
                        line.replaceAll("^\\{\"command\":\"([^\"]*)\".*", "$1"),
                        Codec.JSON.decode(UiCommand.class, line.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return commands;
    }
}
