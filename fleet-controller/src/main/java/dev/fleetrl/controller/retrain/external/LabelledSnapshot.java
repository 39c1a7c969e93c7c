package dev.fleetrl.controller.retrain.external;

import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TrainingJob;
import dev.fleetrl.controller.retrain.RoundFailed;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.episodes.SealedEpisode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Describes a training job so that nobody needs FleetRL to read it. */
final class LabelledSnapshot {
    private static final String EPISODES = "episodes";

    private LabelledSnapshot() {}

    /** Fails with one line where an episode is missing or is not the one that the snapshot means. */
    static ExternalJob describe(TrainingJob job, JobFolder folder) throws IOException {
        Snapshot snapshot = job.snapshot();
        try (EpisodeStore store = EpisodeStore.open(folder.data().resolve(EPISODES))) {
            List<ExternalJob.Episode> episodes = new ArrayList<>();
            for (Snapshot.Entry entry : snapshot.episodes()) {
                episodes.add(episode(store.manifest(entry), job.labelRun(), folder));
            }
            return new ExternalJob(
                    ExternalJob.SCHEMA,
                    job.version(),
                    job.parent(),
                    job.recipe(),
                    snapshot.tasks(),
                    job.steps(),
                    job.seed(),
                    job.settings(),
                    snapshot.id(),
                    job.labelRun(),
                    embodiment(snapshot, store),
                    episodes,
                    folder.below(folder.output()),
                    folder.below(folder.result()));
        }
    }

    private static ExternalJob.Episode episode(EpisodeManifest manifest, Optional<LabelRunId> run, JobFolder folder)
            throws IOException {
        Path file = folder.data().resolve(EPISODES).resolve(manifest.file());
        return new ExternalJob.Episode(
                manifest.episode(),
                manifest.plan().task(),
                manifest.robot(),
                manifest.plan().collection(),
                manifest.plan().driver(),
                manifest.instruction(),
                manifest.ending().outcome(),
                manifest.steps(),
                manifest.correctionSteps(),
                folder.below(file),
                sha256(file),
                manifest.sha256(),
                sideCar("labels", run, manifest, folder),
                sideCar("progress", run, manifest, folder));
    }

    /** None where that run has nothing to say of the episode. */
    private static Optional<String> sideCar(
            String kind, Optional<LabelRunId> run, EpisodeManifest manifest, JobFolder folder) {
        return run.map(id -> folder.data().resolve(kind).resolve(id.value()).resolve(manifest.episode() + ".parquet"))
                .filter(Files::exists)
                .map(folder::below);
    }

    /** As the first episode shows. */
    private static ExternalJob.Embodiment embodiment(Snapshot snapshot, EpisodeStore store) {
        if (snapshot.episodes().isEmpty()) {
            throw new RoundFailed("snapshot " + snapshot.id() + " has no episodes");
        }
        SealedEpisode first = store.read(snapshot.episodes().get(0));
        Step step = first.steps().get(0);
        return new ExternalJob.Embodiment(
                step.observation().frames().stream().map(Frame::camera).toList(),
                step.observation().proprioception().size(),
                step.action().size(),
                first.manifest().hz());
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                DigestInputStream digested = new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"))) {
            digested.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
