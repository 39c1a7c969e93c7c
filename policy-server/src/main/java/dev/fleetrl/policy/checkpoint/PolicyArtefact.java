package dev.fleetrl.policy.checkpoint;

import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.learning.AdamW;
import dev.fleetrl.learning.FrozenModel;
import dev.fleetrl.learning.ObservationShape;
import dev.fleetrl.learning.Weights;
import dev.fleetrl.policy.chunk.ActionNormalisation;
import dev.fleetrl.policy.network.ChunkScorer;
import dev.fleetrl.policy.network.PolicySampler;
import dev.fleetrl.policy.recipe.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.tensorflow.proto.ConfigProto;

/** One policy as it lies in the store, checked. */
public final class PolicyArtefact {
    static final String MANIFEST = "policy.json";
    static final String SIGNATURE = "policy.sig";
    static final String NETWORK = "network.json";
    static final String REMOTE = "remote.json";
    static final String SAVED_MODEL = "saved_model";
    static final String CRITIC = "critic";
    static final String TRAINING = "training";
    static final String STATE = "state.weights";

    private static final String NET = "/" + FrozenModel.FILE;

    private final Path folder;
    private final ArtefactFiles files;
    private final PolicyManifest manifest;
    private final ServedNetwork network;

    PolicyArtefact(Path folder, ArtefactFiles files, PolicyManifest manifest, ServedNetwork network) {
        this.folder = folder;
        this.files = files;
        this.manifest = manifest;
        this.network = network;
    }

    public PolicyManifest manifest() {
        return manifest;
    }

    public ServedNetwork network() {
        return network;
    }

    public PolicySampler load(ConfigProto session) throws IOException {
        return PolicySampler.of(files.content(SAVED_MODEL + NET), session);
    }

    /** What chooses among its candidates; none where it was trained without. */
    public Optional<ChunkScorer> loadCritic(ConfigProto session) throws IOException {
        return hasCritic() ? Optional.of(ChunkScorer.of(files.content(CRITIC + NET), session)) : Optional.empty();
    }

    public boolean hasCritic() {
        return files.has(CRITIC + NET);
    }

    /** What the manifest says of robots must be what the network takes: else it would fail with the first robot, or answer nonsense. */
    public void requireFitting() {
        ObservationShape shape = network.network().encoder().shape();
        ActionNormalisation normalisation = network.normalisation();
        boolean fits = manifest.policyCameras().size() == shape.cameras()
                && manifest.proprioceptionSize() == shape.proprioception()
                && manifest.horizon() == normalisation.horizon()
                && manifest.actionSize() == normalisation.actionSize()
                && manifest.executeSteps() >= 1
                && manifest.executeSteps() <= manifest.horizon();
        if (!fits) {
            throw new IllegalArgumentException("its manifest says cameras " + manifest.policyCameras() + ", state "
                    + manifest.proprioceptionSize() + ", horizon " + manifest.horizon() + ", actions of "
                    + manifest.actionSize() + ", of which " + manifest.executeSteps()
                    + " are executed; its network has " + shape.cameras() + " cameras, state "
                    + shape.proprioception() + ", horizon " + normalisation.horizon() + ", actions of "
                    + normalisation.actionSize() + "; train or export it anew");
        }
    }

    /** What a child starts from: the averaged weights, which are those that acted. */
    public Trainer.Parent asParent() throws IOException {
        Weights state = Weights.read(folder.resolve(TRAINING).resolve(STATE));
        return new Trainer.Parent(network.network(), network.normalisation(), AdamW.averages(state));
    }
}
