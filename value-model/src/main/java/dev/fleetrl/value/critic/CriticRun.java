package dev.fleetrl.value.critic;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.LabelRequest;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.episodes.ProgressStep;
import dev.fleetrl.episodes.ProgressStore;
import dev.fleetrl.episodes.SealedEpisode;
import dev.fleetrl.value.critic.progress.DoneDetector;
import dev.fleetrl.value.critic.progress.DoneTrace;
import dev.fleetrl.value.critic.progress.ProgressFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A round's critic: trains it on a snapshot, measures it, scores every step, writes artefact and side-cars. What lies there
 * already is not computed again.
 */
public final class CriticRun implements AutoCloseable {
    private final EpisodeStore episodes;
    private final CriticStore critics;
    private final ProgressStore progress;
    private final CriticConfig config;

    /** Hears how far it is. What it throws ends the run. */
    public interface Listener {
        void at(String doing, int done, int total);
    }

    private CriticRun(EpisodeStore episodes, CriticStore critics, ProgressStore progress, CriticConfig config) {
        this.episodes = episodes;
        this.critics = critics;
        this.progress = progress;
        this.config = config;
    }

    /** Over the folder that the services share: reads episodes/, writes critics/ and progress/. */
    public static CriticRun in(Path data, CriticConfig config) throws IOException {
        return between(data, data, config);
    }

    /** Reads episodes/ of one such folder, writes critics/ and progress/ of another. */
    public static CriticRun between(Path from, Path to, CriticConfig config) throws IOException {
        return new CriticRun(
                EpisodeStore.open(from.resolve("episodes")),
                CriticStore.open(to.resolve("critics")),
                ProgressStore.open(to.resolve("progress")),
                config);
    }

    /**
     * What to train on: never a critic's own verdicts, which would confirm themselves. Refuses a snapshot of several tasks, or
     * without an unassisted success, in one line.
     */
    public CriticSplit check(LabelRequest request) throws IOException {
        if (request.snapshot().tasks().size() > 1) {
            throw new IOException("a progress critic is of one task, and snapshot "
                    + request.snapshot().id() + " of " + request.snapshot().tasks()
                    + "; ask for no critic (criticSteps 0), or for a round of one task");
        }
        List<EpisodeManifest> judged = new ArrayList<>();
        for (Snapshot.Entry entry : request.snapshot().episodes()) {
            EpisodeManifest manifest = episodes.readWithoutPictures(entry).manifest();
            Outcome outcome = manifest.ending().outcome();
            boolean byOthers = manifest.ending().source() != OutcomeSource.CRITIC;
            if (byOthers && (outcome == Outcome.SUCCESS || outcome == Outcome.FAILURE)) {
                judged.add(manifest);
            }
        }
        CriticSplit split = CriticSplit.of(config, judged, request.settings().seed());
        if (split.training().isEmpty()) {
            throw new IOException("snapshot " + request.snapshot().id()
                    + " has no unassisted success to train the progress critic on; collect some, or ask for no critic");
        }
        return split;
    }

    /**
     * Succeeds with what the critic is worth.
     *
     * @param split as {@link #check} answered for this request
     */
    public CriticManifest run(LabelRequest request, CriticSplit split, Listener listener) throws IOException {
        CriticManifest known = critics.find(request.run()).orElse(null);
        CriticManifest manifest = known == null ? train(request, split, listener) : known;
        if (!progress.has(request.run())) {
            try (FrozenCritic critic = critics.load(request.run())) {
                score(request, manifest, critic, listener);
            }
        }
        return manifest;
    }

    /** Checks and trains alone, without scoring the snapshot's steps. */
    public CriticManifest trained(LabelRequest request, Listener listener) throws IOException {
        CriticManifest known = critics.find(request.run()).orElse(null);
        return known == null ? train(request, check(request), listener) : known;
    }

    /** Scores episodes that need not be of the snapshot; hears of each what the critic says, and what is true. */
    public void judge(
            CriticManifest critic, List<EpisodeManifest> judged, BiConsumer<CriticScores, CriticEpisode> heard)
            throws IOException {
        try (FrozenCritic frozen = critics.load(critic.run())) {
            for (EpisodeManifest manifest : judged) {
                if (manifest.steps() > 0) {
                    CriticEpisode episode = CriticEpisode.of(
                            episodes.read(manifest.file()).as(manifest),
                            critic.config().sizes().pixels());
                    heard.accept(scores(frozen, episode, critic.config()), episode);
                }
            }
        }
    }

    private CriticManifest train(LabelRequest request, CriticSplit split, Listener listener) throws IOException {
        List<CriticEpisode> shown = new ArrayList<>();
        for (EpisodeManifest episode : split.training()) {
            shown.add(decoded(episode));
            listener.at(
                    "decoding for the critic", shown.size(), split.training().size());
        }
        Path network = critics.growing(request.run());
        int steps = request.settings().criticSteps();
        try (CriticTraining training =
                new CriticTraining(config, shown, request.settings().seed())) {
            training.train(steps, (step, loss) -> listener.at("training the critic", step + 1, steps));
            training.export(network);
        }
        CriticManifest manifest;
        try (FrozenCritic critic = FrozenCritic.load(network)) {
            DoneDetector detector = calibrated(critic, split.calibration());
            manifest = new CriticManifest(
                    Schema.CRITIC,
                    request.run(),
                    request.snapshot().id(),
                    request.snapshot().tasks().get(0),
                    System.currentTimeMillis(),
                    config,
                    shown.get(0).shape().cameras(),
                    detector,
                    measured(critic, split.heldOut()).metrics(detector));
        }
        critics.finish(manifest);
        return manifest;
    }

    private DoneDetector calibrated(FrozenCritic critic, List<EpisodeManifest> calibration) throws IOException {
        List<DoneTrace> traces = new ArrayList<>();
        for (EpisodeManifest episode : calibration) {
            traces.add(scores(critic, decoded(episode), config).doneTrace());
        }
        return DoneDetector.calibrate(traces, config.doneFalsePositives());
    }

    private CriticReport measured(FrozenCritic critic, List<EpisodeManifest> heldOut) throws IOException {
        CriticReport report = new CriticReport();
        for (EpisodeManifest manifest : heldOut) {
            CriticEpisode episode = decoded(manifest);
            report.add(scores(critic, episode, config), episode.stages());
        }
        return report;
    }

    private void score(LabelRequest request, CriticManifest manifest, FrozenCritic critic, Listener listener)
            throws IOException {
        CriticConfig trainedAs = manifest.config();
        int done = 0;
        for (Snapshot.Entry entry : request.snapshot().episodes()) {
            SealedEpisode episode = episodes.read(entry);
            if (!episode.steps().isEmpty()) {
                CriticEpisode seen = CriticEpisode.of(episode, trainedAs.sizes().pixels());
                CriticScores scores = scores(critic, seen, trainedAs);
                progress.write(request.run(), entry.episode(), steps(scores, episode, trainedAs.leastVoc()));
            }
            listener.at(
                    "scoring progress", ++done, request.snapshot().episodes().size());
        }
        progress.finish(request.run());
    }

    private static List<ProgressStep> steps(CriticScores scores, SealedEpisode episode, double leastVoc) {
        List<ActionSource> sources = episode.steps().stream().map(Step::source).toList();
        double voc = sources.size() < 2 ? 1 : scores.order().voc();
        boolean[] masked = new ProgressFilter(leastVoc).masked(scores.forward(), scores.stride(), voc, sources);
        double[] values = scores.values();
        List<ProgressStep> steps = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            steps.add(new ProgressStep(
                    i, (float) values[i], (float) scores.forward()[i], (float) scores.done()[i], masked[i]));
        }
        return steps;
    }

    private static CriticScores scores(FrozenCritic critic, CriticEpisode episode, CriticConfig config) {
        return CriticScores.of(critic, episode, config.stride(episode.hz()));
    }

    private CriticEpisode decoded(EpisodeManifest episode) throws IOException {
        return CriticEpisode.of(
                episodes.read(episode.file()).as(episode), config.sizes().pixels());
    }

    /** The critic's figures under names of their own, to stand beside the value function's. */
    public static Map<String, Double> named(Map<String, Double> metrics) {
        Map<String, Double> named = new HashMap<>();
        metrics.forEach((name, value) -> named.put("critic." + name, value));
        return named;
    }

    @Override
    public void close() {
        episodes.close();
        progress.close();
    }
}
