package dev.fleetrl.policy;

import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TrainingJob;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.policy.checkpoint.PolicyArtefact;
import dev.fleetrl.policy.checkpoint.PolicyStore;
import dev.fleetrl.policy.checkpoint.ServedNetwork;
import dev.fleetrl.policy.embodiment.Embodiment;
import dev.fleetrl.policy.embodiment.Embodiments;
import dev.fleetrl.policy.network.NetworkConfig;
import dev.fleetrl.policy.remote.RemoteBackend;
import dev.fleetrl.policy.remote.RemotePolicy;
import dev.fleetrl.policy.serving.PolicyUnavailableException;
import dev.fleetrl.policy.serving.TensorFlowBackend;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes what an external trainer made into the policy store. */
final class ExternalPolicy {
    /** With one alone, an answer of another length would look right. */
    private static final int TRIED_AT_ONCE = 2;

    private final Path data;
    private final TrainingJob job;

    ExternalPolicy(Path data, TrainingJob job) {
        this.data = data;
        this.job = job;
    }

    /** Fails with one line where it cannot be served, or does not fit the robots whose episodes it learned from. */
    PolicyManifest register(ExternalResult result, PolicyStore store) throws IOException {
        return result.artefact().isPresent()
                ? artefact(result.artefact().get(), store)
                : remote(result.openpi().orElseThrow(), store);
    }

    private PolicyManifest artefact(ExternalResult.Artefact made, PolicyStore store) throws IOException {
        Path folder = below("artefact folder", made.folder());
        Learned learned = learned();
        return store.adopt(
                job.version(),
                folder,
                (network, sha256) -> {
                    int horizon = fitting(network, learned).horizon();
                    return manifest(learned, learned.cameras(), horizon, made.executeSteps(), sha256, Optional.empty());
                },
                ExternalPolicy::tried);
    }

    private PolicyManifest remote(ExternalResult.Openpi made, PolicyStore store) throws IOException {
        Learned learned = learned();
        RemotePolicy policy = made.in(fitting(embodiment(made), made, learned));
        answering(policy);
        List<String> cameras = List.copyOf(policy.embodiment().cameras().keySet());
        return store.writeRemote(
                job.version(),
                policy,
                sha256 -> manifest(
                        learned,
                        cameras,
                        policy.horizon(),
                        policy.executeSteps(),
                        sha256,
                        Optional.of(policy.remote())));
    }

    /** One that is built in, or a file that the trainer has left. */
    private Embodiment embodiment(ExternalResult.Openpi made) throws IOException {
        Embodiments shipped = Embodiments.shipped();
        Optional<Embodiment> known = shipped.named(made.embodiment());
        if (known.isPresent()) {
            return known.get();
        }
        Path file = below("embodiment", made.embodiment());
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("embodiment " + made.embodiment() + " is neither one of "
                    + shipped.all().stream().map(Embodiment::name).toList() + " nor the file " + file);
        }
        return Embodiments.read(made.embodiment(), Files.readAllBytes(file));
    }

    private static Embodiment fitting(Embodiment embodiment, ExternalResult.Openpi made, Learned learned) {
        int actionSize = embodiment.actions().actionSize();
        boolean fits = learned.cameras().containsAll(embodiment.cameras().keySet())
                && embodiment.proprioception() == learned.proprioception()
                && actionSize == learned.actionSize()
                && actionSize == made.actionSize();
        if (!fits) {
            throw new IllegalArgumentException("embodiment " + embodiment.name() + " has cameras "
                    + embodiment.cameras().keySet() + ", proprioception of " + embodiment.proprioception()
                    + " and actions of " + actionSize + ", the result says actions of " + made.actionSize()
                    + ", the robots have cameras " + learned.cameras() + ", proprioception of "
                    + learned.proprioception() + " and actions of " + learned.actionSize());
        }
        return embodiment;
    }

    /** What does not answer is not registered. */
    private static void answering(RemotePolicy policy) {
        Vertx vertx = Vertx.vertx();
        try {
            RemoteBackend.open(vertx, policy, Optional.empty()).close();
        } catch (PolicyUnavailableException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** Of what the trainer has left in the folder of its job; a link out of it is outside, too. */
    private Path below(String what, String name) throws IOException {
        Path home = ExternalResult.folder(data, job.version()).toAbsolutePath().normalize();
        Path place = home.resolve(name).normalize();
        boolean isOutside = !place.startsWith(home)
                || (Files.exists(place) && !place.toRealPath().startsWith(home.toRealPath()));
        if (isOutside) {
            throw new IllegalArgumentException(what + " " + name + " lies outside " + home);
        }
        return place;
    }

    /** What cannot be run is not registered. */
    private static void tried(PolicyArtefact artefact) {
        try {
            TensorFlowBackend.warm(artefact, TRIED_AT_ONCE).close();
        } catch (RuntimeException | IOException e) { // anything at all: somebody else made the network
            throw new IllegalArgumentException("saved_model cannot be run as a policy: " + said(e), e);
        }
    }

    private static String said(Exception e) {
        return e instanceof ClassCastException || e.getMessage() == null
                ? "its answer is no float32 of the shape that is wanted: " + e
                : e.getMessage();
    }

    /** What the episodes say of the robots and of what they were told. */
    private record Learned(List<String> cameras, int proprioception, int actionSize, List<String> instructions) {}

    private Learned learned() throws IOException {
        List<Snapshot.Entry> entries = job.snapshot().episodes();
        try (EpisodeStore episodes = EpisodeStore.open(data.resolve("episodes"))) {
            Step first = episodes.read(entries.get(0)).steps().get(0);
            return new Learned(
                    first.observation().frames().stream().map(Frame::camera).toList(),
                    first.observation().proprioception().size(),
                    first.action().size(),
                    entries.stream()
                            .map(episodes::manifest)
                            .map(EpisodeManifest::instruction)
                            .distinct()
                            .sorted()
                            .toList());
        }
    }

    private NetworkConfig fitting(ServedNetwork served, Learned learned) {
        NetworkConfig network = served.network();
        var shape = network.encoder().shape();
        boolean fits = shape.cameras() == learned.cameras().size()
                && shape.proprioception() == learned.proprioception()
                && network.actionSize() == learned.actionSize()
                && network.horizon() == served.normalisation().horizon()
                && network.actionSize() == served.normalisation().actionSize();
        if (!fits) {
            throw new IllegalArgumentException("network.json of " + job.version() + " says " + shape
                    + " and actions of "
                    + network.actionSize() + ", the robots have cameras " + learned.cameras() + ", proprioception of "
                    + learned.proprioception() + " and actions of " + learned.actionSize());
        }
        return network;
    }

    private PolicyManifest manifest(
            Learned learned,
            List<String> cameras,
            int horizon,
            int executeSteps,
            String sha256,
            Optional<PolicyManifest.Remote> remote) {
        PolicyVersion version = job.version();
        return new PolicyManifest(
                Schema.POLICY,
                version,
                job.parent(),
                job.snapshot().tasks(),
                learned.instructions(),
                job.recipe(),
                job.snapshot().id(),
                job.labelRun(),
                cameras,
                learned.proprioception(),
                horizon,
                executeSteps,
                job.steps(),
                0,
                job.seed(),
                job.settings(),
                Map.of(),
                version.value(),
                sha256,
                remote);
    }
}
