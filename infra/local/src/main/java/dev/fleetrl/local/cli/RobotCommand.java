package dev.fleetrl.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleetrl robot ls|show|enrol}. */
@Command(name = "robot", description = "Robots of a running site.", mixinStandardHelpOptions = true)
final class RobotCommand {
    private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put("robot", "robot");
        COLUMNS.put("liveness", "liveness");
        COLUMNS.put("mode", "state.authority.mode");
        COLUMNS.put("activity", "state.activity");
        COLUMNS.put("holder", "state.authority.holder");
        COLUMNS.put("task", "state.episode.plan.task");
        COLUMNS.put("step", "state.episode.step");
        COLUMNS.put("spooled", "state.spooled");
    }

    @Command(name = "ls", description = "lists them", mixinStandardHelpOptions = true)
    void list(@Mixin SiteOptions site) {
        JsonNode answer = site.client().get("robots");
        site.printList(answer, answer.path("robots"), COLUMNS);
    }

    @Command(
            name = "enrol",
            description = "makes a token with which a robot gets its first certificate, once, within 15 minutes",
            mixinStandardHelpOptions = true)
    void enrol(@Mixin SiteOptions site, @Parameters(paramLabel = "ID") String id) {
        JsonNode answer = site.client().post("robots", id, "enrolment");
        site.printOne(
                answer,
                List.of(
                        answer.path("token").asText(),
                        "on the robot, within 15 minutes: sudo -u fleetrl -H fleetrl-robot-agent enrol TOKEN /etc/fleetrl/robot-agent.yaml"));
    }

    @Command(name = "show", description = "shows one, as JSON", mixinStandardHelpOptions = true)
    void show(@Mixin SiteOptions site, @Parameters(paramLabel = "ID") String id) {
        site.printOne(site.client().get("robots", id));
    }
}
