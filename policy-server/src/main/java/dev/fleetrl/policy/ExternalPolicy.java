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
import dev.fleetrl.policy.network.NetworkConfig;
import dev.fleetrl.policy.serving.TensorFlowBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tensorflow.exceptions.TensorFlowException;

/** Takes what an external trainer made into the policy store. */
final class ExternalPolicy {
    private final Path data;
    private final TrainingJob job;

    ExternalPolicy(Path data, TrainingJob job) {
        this.data = data;
        this.job = job;
    }

    /** Fails with one line where it cannot be served, or does not fit the robots whose episodes it learned from. */
    PolicyManifest register(ExternalResult result, PolicyStore store) throws IOException {
        if (result.artefact().isPresent()) {
            return artefact(result.artefact().get(), store);
        }
        throw new IllegalArgumentException("policies behind an openpi server cannot be registered yet: "
                + result.openpi().orElseThrow().address());
    }

    private PolicyManifest artefact(ExternalResult.Artefact made, PolicyStore store) throws IOException {
        Path home = ExternalResult.folder(data, job.version()).toAbsolutePath().normalize();
        Path folder = home.resolve(made.folder()).normalize();
        if (!folder.startsWith(home)) {
            throw new IllegalArgumentException("artefact folder " + made.folder() + " lies outside " + home);
        }
        Learned learned = learned();
        return store.adopt(
                job.version(),
                folder,
                (network, sha256) -> manifest(made, learned, fitting(network, learned), sha256),
                ExternalPolicy::tried);
    }

    /** What cannot be run is not registered. */
    private static void tried(PolicyArtefact artefact) {
        try {
            TensorFlowBackend.warm(artefact, 1).close();
        } catch (TensorFlowException | IllegalArgumentException e) {
            throw new IllegalArgumentException("saved_model cannot be run as a policy: " + e.getMessage(), e);
        }
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
            ExternalResult.Artefact made, Learned learned, NetworkConfig network, String sha256) {
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
                learned.cameras(),
                learned.proprioception(),
                network.horizon(),
                made.executeSteps(),
                job.steps(),
                0,
                job.seed(),
                job.settings(),
                Map.of(),
                version.value(),
                sha256);
    }
}
