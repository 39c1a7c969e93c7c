package dev.fleetrl.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleetrl robot ls|show}. */
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

    @Command(name = "show", description = "shows one, as JSON", mixinStandardHelpOptions = true)
    void show(@Mixin SiteOptions site, @Parameters(paramLabel = "ID") String id) {
        site.printOne(site.client().get("robots", id));
    }
}
