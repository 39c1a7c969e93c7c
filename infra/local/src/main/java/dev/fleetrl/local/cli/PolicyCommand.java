package dev.fleetrl.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleetrl policy ls|show}. */
@Command(name = "policy", description = "Policy versions.", mixinStandardHelpOptions = true)
final class PolicyCommand {
    private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put("version", "version");
        COLUMNS.put("task", "manifest.task");
        COLUMNS.put("recipe", "manifest.recipe");
        COLUMNS.put("parent", "manifest.parent");
        COLUMNS.put("steps", "manifest.trainSteps");
        COLUMNS.put("seconds", "manifest.trainSeconds");
    }

    @Command(name = "ls", description = "lists them", mixinStandardHelpOptions = true)
    void list(@Mixin SiteOptions site) {
        JsonNode answer = site.client().get("policies");
        site.printList(answer, answer.path("policies"), COLUMNS);
    }

    @Command(name = "show", description = "shows one, as JSON", mixinStandardHelpOptions = true)
    void show(@Mixin SiteOptions site, @Parameters(paramLabel = "ID") String id) {
        site.printOne(site.client().get("policies", id));
    }
}
