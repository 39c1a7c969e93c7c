package dev.fleetrl.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.local.UserError;
import dev.fleetrl.policy.checkpoint.PolicyStore;
import dev.fleetrl.policy.checkpoint.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleetrl policy ls|show|sign|add-remote}. */
@Command(
        name = "policy",
        description = "Policy versions.",
        subcommands = AddRemoteCommand.class,
        mixinStandardHelpOptions = true)
final class PolicyCommand {
    private static final String POLICIES = "policies";
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

    @Command(
            name = "sign",
            description =
                    "signs versions of before there were signatures, or from elsewhere, so that this site serves them",
            mixinStandardHelpOptions = true)
    void sign(
            @Parameters(paramLabel = "VERSION", arity = "1..*") List<String> versions,
            @Option(names = "--data", required = true, description = "the folder that holds policies/ and identity/")
                    Path data) {
        try {
            if (!Files.isDirectory(data.resolve(POLICIES))) {
                throw new UserError(data + " holds no policies/; name the data folder of a site");
            }
            PolicyStore store = PolicyStore.open(data.resolve(POLICIES));
            for (String version : versions) {
                store.sign(new PolicyVersion(version), SigningKey.open(data));
                System.out.println(
                        version + " is signed; a policy server that had refused it loads it when a robot asks for it");
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }
}
