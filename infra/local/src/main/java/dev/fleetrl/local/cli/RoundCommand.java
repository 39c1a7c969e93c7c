package dev.fleetrl.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleetrl round ls|show|stop}. */
@Command(name = "round", description = "Rounds of retraining.", mixinStandardHelpOptions = true)
final class RoundCommand {
    private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put("round", "request.id");
        COLUMNS.put("version", "request.version");
        COLUMNS.put("recipe", "request.recipe");
        COLUMNS.put("doing", "doing");
        COLUMNS.put("fraction", "fraction");
        COLUMNS.put("left", "secondsLeft");
    }

    @Command(name = "ls", description = "lists them", mixinStandardHelpOptions = true)
    void list(@Mixin SiteOptions site) {
        JsonNode answer = site.client().get("rounds");
        site.printList(answer, answer.path("rounds"), COLUMNS);
    }

    @Command(name = "show", description = "shows one, as JSON", mixinStandardHelpOptions = true)
    void show(@Mixin SiteOptions site, @Parameters(paramLabel = "ID") String id) {
        site.printOne(site.client().get("rounds", id));
    }

    @Command(
            name = "stop",
            description = "ends one that waits or runs, and its training; it counts as failed",
            mixinStandardHelpOptions = true)
    void stop(@Mixin SiteOptions site, @Parameters(paramLabel = "ID") String id) {
        site.printOne(site.client().post("rounds", id, "stop"));
    }
}
