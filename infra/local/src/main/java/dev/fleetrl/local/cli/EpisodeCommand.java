package dev.fleetrl.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleetrl episode ls|show}. */
@Command(name = "episode", description = "Sealed episodes of a running site.", mixinStandardHelpOptions = true)
final class EpisodeCommand {
    private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put("episode", "episode");
        COLUMNS.put("robot", "robot");
        COLUMNS.put("task", "plan.task");
        COLUMNS.put("driver", "plan.driver.version");
        COLUMNS.put("outcome", "ending.outcome");
        COLUMNS.put("reason", "ending.reason");
        COLUMNS.put("steps", "steps");
        COLUMNS.put("corrected", "correctionSteps");
    }

    @Command(name = "ls", description = "lists them", mixinStandardHelpOptions = true)
    void list(@Mixin SiteOptions site) {
        JsonNode answer = site.client().get("episodes");
        site.printList(answer, answer.path("episodes"), COLUMNS);
    }

    @Command(name = "show", description = "shows one, as JSON", mixinStandardHelpOptions = true)
    void show(@Mixin SiteOptions site, @Parameters(paramLabel = "ID") String id) {
        site.printOne(site.client().get("episodes", id));
    }
}
