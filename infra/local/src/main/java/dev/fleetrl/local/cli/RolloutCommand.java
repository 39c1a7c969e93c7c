package dev.fleetrl.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleetrl rollout ls|show|start|back}. */
@Command(
        name = "rollout",
        description = "New policy versions prove themselves beside the one that is published.",
        mixinStandardHelpOptions = true)
final class RolloutCommand {
    private static final String TASK = "task";
    private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put("version", "version");
        COLUMNS.put(TASK, TASK);
        COLUMNS.put("stage", "stage");
        COLUMNS.put("baseline", "baseline");
        COLUMNS.put("canary", "canary.candidate.successes");
        COLUMNS.put("of", "canary.candidate.episodes");
        COLUMNS.put("baseline's", "canary.baseline.successes");
        COLUMNS.put("of them", "canary.baseline.episodes");
        COLUMNS.put("because", "reason");
    }

    @Command(name = "ls", description = "lists them, the newest first", mixinStandardHelpOptions = true)
    void list(@Mixin SiteOptions site) {
        print(site, site.client().get("rollouts"));
    }

    @Command(name = "show", description = "shows one, as JSON", mixinStandardHelpOptions = true)
    void show(
            @Mixin SiteOptions site,
            @Parameters(paramLabel = "TASK") String task,
            @Parameters(paramLabel = "VERSION") String version) {
        site.printOne(site.client().get("rollouts", task, version));
    }

    @Command(
            name = "start",
            description = "rolls a version out: shadow, canary, fleet",
            mixinStandardHelpOptions = true)
    void start(
            @Mixin SiteOptions site,
            @Parameters(paramLabel = "TASK") String task,
            @Parameters(paramLabel = "VERSION") String version) {
        print(site, site.client().put("rollouts", task, version));
    }

    @Command(
            name = "back",
            description = "takes a version back: from the next episode on robots run the baseline",
            mixinStandardHelpOptions = true)
    void back(
            @Mixin SiteOptions site,
            @Parameters(paramLabel = "TASK") String task,
            @Parameters(paramLabel = "VERSION") String version) {
        print(site, site.client().post("rollouts", task, version, "rollback"));
    }

    private static void print(SiteOptions site, JsonNode answer) {
        site.printList(answer, answer.path("rollouts"), COLUMNS);
    }
}
