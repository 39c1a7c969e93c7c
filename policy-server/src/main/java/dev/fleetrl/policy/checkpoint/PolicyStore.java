package dev.fleetrl.policy.checkpoint;

import com.fasterxml.jackson.core.JacksonException;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.episodes.FileTree;
import dev.fleetrl.learning.ScalarEvents;
import dev.fleetrl.policy.network.PolicySampler;
import dev.fleetrl.policy.recipe.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Function;

/**
 * A folder of policies, one folder a version, never changed.
 *
 * <pre>
 *   {version}/policy.json            the manifest, with the digest of what follows
 *   {version}/network.json           sizes and action scales
 *   {version}/saved_model/           the frozen network, as TensorFlow of any language reads it
 *   {version}/training/state.weights what a child starts from; not needed to serve, and not digested
 *   {version}/training/events.out.tfevents.{version}   its curves, for TensorBoard; the same
 * </pre>
 *
 * <p>A version appears whole: its folder is written under another name and renamed.
 */
public final class PolicyStore {
    private final Path folder;

    private PolicyStore(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder where it is missing. */
    public static PolicyStore open(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new PolicyStore(folder.toAbsolutePath().normalize());
    }

    /** The manifest of a version; none where there is no such version. */
    public Optional<PolicyManifest> find(PolicyVersion version) throws IOException {
        Path file = folder.resolve(version.value()).resolve(PolicyArtefact.MANIFEST);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Codec.JSON.decode(PolicyManifest.class, Files.readAllBytes(file)));
        } catch (JacksonException e) {
            throw new IOException(file + " cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /** Fails with one clear line where the version is missing, of another schema, or not as it was written. */
    public PolicyArtefact read(PolicyVersion version) throws IOException {
        PolicyManifest manifest =
                find(version).orElseThrow(() -> new IOException("policy " + version + " is not in the policy store"));
        if (!manifest.schema().equals(Schema.POLICY)) {
            throw new IOException("policy " + version + " has schema " + manifest.schema() + ", this server reads "
                    + Schema.POLICY + "; serve it with the FleetRL that trained it");
        }
        Path place = folder.resolve(version.value());
        String digest = ArtefactDigest.of(place);
        if (!digest.equals(manifest.sha256())) {
            throw new IOException("policy " + version + " is damaged: its files have digest " + digest
                    + ", its manifest says " + manifest.sha256() + "; restore it from a copy");
        }
        ServedNetwork network =
                Codec.JSON.decode(ServedNetwork.class, Files.readAllBytes(place.resolve(PolicyArtefact.NETWORK)));
        return new PolicyArtefact(place, manifest, network);
    }

    /**
     * Writes a version. Fails where it exists already.
     *
     * @param manifest with the digest that it is given
     */
    public PolicyManifest write(
            PolicyVersion version, Trainer.Trained trained, Function<String, PolicyManifest> manifest)
            throws IOException {
        Path place = folder.resolve(version.value());
        if (Files.exists(place)) {
            throw new IOException("policy " + version + " exists already; versions are never changed, take a new name");
        }
        Path growing = folder.resolve(".growing-" + version);
        FileTree.delete(growing);
        Files.createDirectories(growing.resolve(PolicyArtefact.TRAINING));
        PolicySampler.export(trained.network(), trained.served(), growing.resolve(PolicyArtefact.SAVED_MODEL));
        ServedNetwork network = new ServedNetwork(trained.network(), trained.normalisation());
        Files.write(growing.resolve(PolicyArtefact.NETWORK), Codec.JSON.encode(ServedNetwork.class, network));
        Path training = growing.resolve(PolicyArtefact.TRAINING);
        trained.state().write(training.resolve(PolicyArtefact.STATE));
        ScalarEvents.write(training.resolve(ScalarEvents.fileName(version.value())), trained.curves());
        PolicyManifest complete = manifest.apply(ArtefactDigest.of(growing));
        Files.write(growing.resolve(PolicyArtefact.MANIFEST), Codec.JSON.encode(PolicyManifest.class, complete));
        Files.move(growing, place, StandardCopyOption.ATOMIC_MOVE);
        return complete;
    }
}
