package dev.fleetrl.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.local.UserError;
import dev.fleetrl.policy.checkpoint.PolicyStore;
import dev.fleetrl.policy.checkpoint.SigningKey;
import dev.fleetrl.policy.embodiment.Embodiment;
import dev.fleetrl.policy.embodiment.Embodiments;
import dev.fleetrl.policy.remote.RemoteBackend;
import dev.fleetrl.policy.remote.RemotePolicy;
import dev.fleetrl.policy.serving.PolicyUnavailableException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleetrl policy add-remote}. */
@Command(
        name = "add-remote",
        description =
                "Registers a policy that another openpi server answers for. It is asked first, to see that it fits.",
        mixinStandardHelpOptions = true)
final class AddRemoteCommand implements Callable<Integer> {
    @Mixin
    private SiteOptions site = new SiteOptions();

    @Parameters(paramLabel = "NAME", description = "of the new version")
    private String name = "";

    @Option(names = "--address", required = true, paramLabel = "URI", description = "such as ws://gpu:8000")
    private URI address = URI.create("");

    @Option(
            names = "--embodiment",
            required = true,
            paramLabel = "NAME|FILE",
            description =
                    "in whose terms it is asked: fleetrl, droid, libero, aloha, or a file like docs/openpi.md explains")
    private String embodiment = "";

    @Option(
            names = "--task",
            required = true,
            paramLabel = "TASK",
            description = "that it does; more than once for several")
    private List<String> tasks = List.of();

    @Option(names = "--horizon", required = true, paramLabel = "H", description = "actions in one of its answers")
    private int horizon;

    @Option(
            names = "--execute",
            paramLabel = "N",
            description = "of them to execute before it is asked again; default: the embodiment's")
    private @Nullable Integer execute;

    @Option(
            names = "--api-key-file",
            paramLabel = "NAME",
            description = "file of its key in the policy server's folder remoteKeys; here, in DATA/keys")
    private @Nullable String apiKeyFile;

    @Option(
            names = "--connections",
            defaultValue = "2",
            paramLabel = "N",
            description = "questions at a time (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(
            names = "--answer-millis",
            defaultValue = "2000",
            paramLabel = "MS",
            description = "for an answer; later ones are never used (default: ${DEFAULT-VALUE})")
    private int answerMillis;

    @Option(
            names = "--first-answer-millis",
            defaultValue = "120000",
            paramLabel = "MS",
            description = "for the first answer, before which a network may compile (default: ${DEFAULT-VALUE})")
    private int firstAnswerMillis;

    @Option(
            names = "--connect-millis",
            defaultValue = "3000",
            paramLabel = "MS",
            description = "for a connection (default: ${DEFAULT-VALUE})")
    private int connectMillis;

    @Option(
            names = "--data",
            defaultValue = ".fleetrl/site",
            paramLabel = "FOLDER",
            description = "of the site, which holds policies/ (default: ${DEFAULT-VALUE})")
    private Path data = Path.of(".fleetrl/site");

    @Option(names = "--unasked", description = "do not ask it first, as from a machine that does not reach it")
    private boolean unasked;

    @Override
    public Integer call() throws IOException {
        RemotePolicy policy = policy();
        PolicyVersion version = checked(() -> new PolicyVersion(name));
        List<TaskId> named = checked(() -> tasks.stream().map(TaskId::new).toList());
        if (!Files.isDirectory(data)) {
            throw new UserError(
                    data + " is no folder of a site; name the one that the policy server reads with --data");
        }
        if (!unasked) {
            ask(policy);
        }
        PolicyManifest manifest = manifest(version, named, policy);
        JsonNode answer = site.client().put(PolicyManifest.class, manifest, "policies", name);
        site.printOne(
                answer,
                List.of(name + " is registered; once a policy server has loaded it, './fleetrl policy show " + name
                        + "' says warmOn"));
        return 0;
    }

    private RemotePolicy policy() throws IOException {
        Embodiment asked = embodiment();
        int steps = execute == null ? Math.min(horizon, asked.actions().executeSteps()) : execute;
        return checked(() -> new RemotePolicy(
                address,
                Optional.ofNullable(apiKeyFile),
                asked,
                horizon,
                steps,
                connections,
                connectMillis,
                answerMillis,
                firstAnswerMillis));
    }

    private Embodiment embodiment() throws IOException {
        Embodiments shipped = Embodiments.shipped();
        Optional<Embodiment> known = shipped.named(embodiment);
        if (known.isPresent()) {
            return known.get();
        }
        Path file = Path.of(embodiment);
        if (!Files.isRegularFile(file)) {
            throw new UserError("there is no embodiment " + embodiment + " and no such file; choose one of "
                    + shipped.all().stream().map(Embodiment::name).collect(Collectors.joining(", "))
                    + ", or write a file as docs/openpi.md says");
        }
        try {
            return Embodiments.read(embodiment, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    private void ask(RemotePolicy policy) {
        Vertx vertx = Vertx.vertx();
        try {
            RemoteBackend.open(vertx, policy, key(policy)).close();
        } catch (PolicyUnavailableException | IOException e) {
            throw new UserError(e.getMessage() + "; --unasked registers it all the same", e);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private Optional<String> key(RemotePolicy policy) throws IOException {
        return policy.apiKeyFile().isEmpty()
                ? Optional.empty()
                : Optional.of(RemotePolicy.key(
                        Optional.of(data.resolve("keys")), policy.apiKeyFile().get()));
    }

    /** Written once; the same command again, after the site was away, goes on with what lies there. */
    private PolicyManifest manifest(PolicyVersion version, List<TaskId> named, RemotePolicy policy) throws IOException {
        PolicyStore store = PolicyStore.open(data.resolve("policies")).signedBy(SigningKey.open(data));
        if (store.find(version).isPresent()) {
            if (!store.readRemote(version).equals(Optional.of(policy))) {
                throw new UserError("policy " + version + " exists and is asked otherwise; choose another name");
            }
            return store.find(version).get();
        }
        return store.writeRemote(version, policy, digest -> policy.manifest(version, Optional.empty(), named, digest));
    }

    private static <T> T checked(Supplier<T> making) {
        try {
            return making.get();
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }
}
