package dev.fleetrl.policy.checkpoint;

import com.fasterxml.jackson.core.JacksonException;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.episodes.FileTree;
import dev.fleetrl.learning.ScalarEvents;
import dev.fleetrl.policy.network.ChunkScorer;
import dev.fleetrl.policy.network.PolicySampler;
import dev.fleetrl.policy.recipe.Trainer;
import dev.fleetrl.policy.remote.RemotePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A folder of policies, one folder a version, never changed.
 *
 * <pre>
 *   {version}/policy.json            the manifest, with the digest of what follows
 *   {version}/policy.sig             the signature of policy.json, Ed25519, in base64
 *   {version}/network.json           sizes and action scales
 *   {version}/saved_model/           the frozen network, as TensorFlow of any language reads it
 *   {version}/remote.json            instead of these two, where another server answers: how it is asked
 *   {version}/critic/                the same of the action value that candidates are chosen by, where there is one
 *   {version}/training/state.weights what a child starts from; not needed to serve, and not digested
 *   {version}/training/events.out.tfevents.{version}   its curves, for TensorBoard; the same
 * </pre>
 *
 * <p>A version appears whole: its folder is written under another name and renamed.
 */
public final class PolicyStore {
    private final Path folder;
    private final Optional<SigningKey> signer;
    private final Optional<TrustedKeys> trusted;

    private PolicyStore(Path folder, Optional<SigningKey> signer, Optional<TrustedKeys> trusted) {
        this.folder = folder;
        this.signer = signer;
        this.trusted = trusted;
    }

    /** Makes the folder where it is missing. */
    public static PolicyStore open(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new PolicyStore(folder.toAbsolutePath().normalize(), Optional.empty(), Optional.empty());
    }

    /** The same; what it writes is signed. */
    public PolicyStore signedBy(SigningKey key) {
        return new PolicyStore(folder, Optional.of(key), trusted);
    }

    /** The same; it reads what these have signed, and nothing else. */
    public PolicyStore trusting(TrustedKeys keys) {
        return new PolicyStore(folder, signer, Optional.of(keys));
    }

    /** The manifest of a version; none where there is no such version. */
    public Optional<PolicyManifest> find(PolicyVersion version) throws IOException {
        Path file = folder.resolve(version.value()).resolve(PolicyArtefact.MANIFEST);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Optional.of(decoded(PolicyManifest.class, file, Files.readAllBytes(file)));
    }

    private static <T> T decoded(Class<T> type, Path file, byte[] json) throws IOException {
        try {
            return Codec.JSON.decode(type, json);
        } catch (JacksonException e) {
            throw new IOException(file + " cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /** Fails with one clear line where the version is missing, of nobody that is trusted, of another schema, or not as it was written. */
    public PolicyArtefact read(PolicyVersion version) throws IOException {
        Checked checked = checked(version);
        if (checked.manifest().remote().isPresent()) {
            throw new IOException("policy " + version + " is answered by another server; it has no network here");
        }
        Path place = folder.resolve(version.value());
        return new PolicyArtefact(place, checked.files(), checked.manifest(), network(place, checked.files()));
    }

    /** How a policy is asked that another server answers for; none where it is a network of our own. Fails as {@link #read}. */
    public Optional<RemotePolicy> readRemote(PolicyVersion version) throws IOException {
        Checked checked = checked(version);
        if (checked.manifest().remote().isEmpty()) {
            return Optional.empty();
        }
        Path file = folder.resolve(version.value()).resolve(PolicyArtefact.REMOTE);
        return Optional.of(decoded(RemotePolicy.class, file, checked.files().content(PolicyArtefact.REMOTE)));
    }

    private record Checked(PolicyManifest manifest, ArtefactFiles files) {}

    private Checked checked(PolicyVersion version) throws IOException {
        Path place = folder.resolve(version.value());
        Path file = place.resolve(PolicyArtefact.MANIFEST);
        if (!Files.exists(file)) {
            throw new IOException("policy " + version + " is not in the policy store");
        }
        byte[] json = Files.readAllBytes(file);
        if (trusted.isPresent()) {
            requireSigned(version, json, trusted.get());
        }
        PolicyManifest manifest = decoded(PolicyManifest.class, file, json);
        if (!manifest.version().equals(version)) {
            throw new IOException("policy " + version + " is in truth " + manifest.version()
                    + ": its folder was renamed; give it its name back");
        }
        if (!manifest.schema().equals(Schema.POLICY)) {
            throw new IOException("policy " + version + " has schema " + manifest.schema() + ", this server reads "
                    + Schema.POLICY + "; serve it with the FleetRL that trained it");
        }
        ArtefactFiles files = ArtefactFiles.read(place);
        String digest = files.sha256();
        if (!digest.equals(manifest.sha256())) {
            throw new IOException("policy " + version + " is damaged: its files have digest " + digest
                    + ", its manifest says " + manifest.sha256() + "; restore it from a copy");
        }
        return new Checked(manifest, files);
    }

    private void requireSigned(PolicyVersion version, byte[] json, TrustedKeys keys) throws IOException {
        Path file = folder.resolve(version.value()).resolve(PolicyArtefact.SIGNATURE);
        String remedy = "; if you know where it comes from, sign it: fleetrl policy sign " + version + " --data "
                + folder.resolveSibling("");
        if (!Files.exists(file)) {
            throw new IOException("policy " + version + " is not signed" + remedy);
        }
        if (!keys.haveSigned(json, signature(file))) {
            throw new IOException(
                    "policy " + version + " is signed by nobody of serving.trustedKeys, or was changed since" + remedy);
        }
    }

    /** Empty where the file holds no base64, and then nobody's. */
    private static byte[] signature(Path file) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(Files.readAllBytes(file));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** Signs a version that is there, as it is; fails with one line where it is damaged. */
    public void sign(PolicyVersion version, SigningKey key) throws IOException {
        var unused = new PolicyStore(folder, signer, Optional.empty()).checked(version);
        sign(folder.resolve(version.value()), key);
    }

    private static void sign(Path place, SigningKey key) throws IOException {
        byte[] signature = key.sign(Files.readAllBytes(place.resolve(PolicyArtefact.MANIFEST)));
        Path beside = place.resolve(PolicyArtefact.SIGNATURE + ".new");
        Files.writeString(beside, Base64.getEncoder().encodeToString(signature) + "\n");
        Files.move(
                beside,
                place.resolve(PolicyArtefact.SIGNATURE),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Writes a version. Fails where it exists already.
     *
     * @param manifest with the digest that it is given
     */
    public PolicyManifest write(
            PolicyVersion version, Trainer.Trained trained, Function<String, PolicyManifest> manifest)
            throws IOException {
        Path growing = growing(version);
        Files.createDirectories(growing.resolve(PolicyArtefact.TRAINING));
        PolicySampler.export(trained.network(), trained.served(), growing.resolve(PolicyArtefact.SAVED_MODEL));
        if (trained.chunkValue().isPresent()) {
            ChunkScorer.export(trained.network(), trained.chunkValue().get(), growing.resolve(PolicyArtefact.CRITIC));
        }
        ServedNetwork network = new ServedNetwork(trained.network(), trained.normalisation());
        Files.write(growing.resolve(PolicyArtefact.NETWORK), Codec.JSON.encode(ServedNetwork.class, network));
        Path training = growing.resolve(PolicyArtefact.TRAINING);
        trained.state().write(training.resolve(PolicyArtefact.STATE));
        ScalarEvents.write(training.resolve(ScalarEvents.fileName(version.value())), trained.curves());
        PolicyManifest complete = manifest.apply(ArtefactFiles.read(growing).sha256());
        return appear(growing, complete);
    }

    /**
     * Writes how a version is asked that another server answers for. Fails where it exists already.
     *
     * @param manifest with the digest that it is given
     */
    public PolicyManifest writeRemote(
            PolicyVersion version, RemotePolicy policy, Function<String, PolicyManifest> manifest) throws IOException {
        Path growing = growing(version);
        Files.createDirectories(growing);
        Files.write(growing.resolve(PolicyArtefact.REMOTE), Codec.JSON.encode(RemotePolicy.class, policy));
        return appear(growing, manifest.apply(ArtefactFiles.read(growing).sha256()));
    }

    /**
     * Takes over a version that others made. Fails where it exists, or where the check does.
     *
     * @param made holds {@code network.json} and {@code saved_model/}; all else in it is left
     * @param manifest of the network, with the digest that it is given
     * @param check throws where it is no policy
     */
    public PolicyManifest adopt(
            PolicyVersion version,
            Path made,
            BiFunction<ServedNetwork, String, PolicyManifest> manifest,
            Consumer<PolicyArtefact> check)
            throws IOException {
        Path growing = growing(version);
        Files.createDirectories(growing);
        FileTree.copy(made.resolve(PolicyArtefact.SAVED_MODEL), growing.resolve(PolicyArtefact.SAVED_MODEL));
        Files.copy(
                made.resolve(PolicyArtefact.NETWORK),
                growing.resolve(PolicyArtefact.NETWORK),
                LinkOption.NOFOLLOW_LINKS);
        ArtefactFiles files = ArtefactFiles.read(growing);
        ServedNetwork network = network(growing, files);
        PolicyManifest complete = manifest.apply(network, files.sha256());
        check.accept(new PolicyArtefact(growing, files, complete, network));
        return appear(growing, complete);
    }

    private Path growing(PolicyVersion version) throws IOException {
        if (Files.exists(folder.resolve(version.value()))) {
            throw new IOException("policy " + version + " exists already; versions are never changed, take a new name");
        }
        Path growing = folder.resolve(".growing-" + version);
        FileTree.delete(growing);
        return growing;
    }

    private PolicyManifest appear(Path growing, PolicyManifest complete) throws IOException {
        Files.write(growing.resolve(PolicyArtefact.MANIFEST), Codec.JSON.encode(PolicyManifest.class, complete));
        if (signer.isPresent()) {
            sign(growing, signer.get());
        }
        Files.move(growing, folder.resolve(complete.version().value()), StandardCopyOption.ATOMIC_MOVE);
        return complete;
    }

    private static ServedNetwork network(Path place, ArtefactFiles files) throws IOException {
        return decoded(
                ServedNetwork.class, place.resolve(PolicyArtefact.NETWORK), files.content(PolicyArtefact.NETWORK));
    }
}
