package dev.fleetrl.value.service;

import dev.fleetrl.contracts.LabelRecord;
import dev.fleetrl.contracts.LabelRequest;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.episodes.LabelRunManifest;
import dev.fleetrl.episodes.LabelStore;
import dev.fleetrl.episodes.SealedEpisode;
import dev.fleetrl.value.function.EpisodeFrames;
import dev.fleetrl.value.function.ValueFunction;
import dev.fleetrl.value.function.ValueFunctionConfig;
import dev.fleetrl.value.function.ValueTraining;
import dev.fleetrl.value.recap.LabelRun;
import dev.fleetrl.value.recap.NStepAdvantage;
import dev.fleetrl.value.recap.NormalisedReturn;
import dev.fleetrl.value.recap.ValueBins;
import dev.fleetrl.value.recap.ValuedEpisode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Labels a snapshot from the files: reads it, trains a value function on it, scores every step, writes the side-cars.
 *
 * <p>Episodes that ended ABORTED or ABANDONED have no return and get no labels.
 */
public final class SnapshotLabelling implements Labelling, AutoCloseable {
    private static final double NANOS_A_SECOND = 1e9;

    private final EpisodeStore episodes;
    private final LabelStore labels;
    private final ValueFunctionConfig config;

    private SnapshotLabelling(EpisodeStore episodes, LabelStore labels, ValueFunctionConfig config) {
        this.episodes = episodes;
        this.labels = labels;
        this.config = config;
    }

    /**
     * Labels what lies below a data folder, also without a service around it. One thread at a time; no other process may
     * label the same run.
     *
     * @param data the folder that the services share
     * @param config the value function's size and training
     */
    public static SnapshotLabelling in(Path data, ValueFunctionConfig config) throws IOException {
        return new SnapshotLabelling(
                EpisodeStore.open(data.resolve("episodes")), LabelStore.open(data.resolve("labels")), config);
    }

    @Override
    public void close() {
        episodes.close();
        labels.close();
    }

    /** A run whose side-cars lie there already is not computed again. */
    @Override
    public LabelRecord.Finished label(LabelRequest request, Listener listener) throws IOException {
        Optional<LabelRunManifest> before = labels.find(request.run());
        LabelRunManifest manifest = before.isPresent() ? before.get() : compute(request, listener);
        return new LabelRecord.Finished(
                request.run(), manifest.epsilon(), manifest.positiveBySource(), manifest.metrics(), manifest.seconds());
    }

    private LabelRunManifest compute(LabelRequest request, Listener listener) throws IOException {
        long start = System.nanoTime();
        List<SealedEpisode> judged = read(request.snapshot(), listener);
        NormalisedReturn normalisation = NormalisedReturn.of(
                judged.stream().mapToInt(SnapshotLabelling::horizon).max().orElseThrow(),
                request.settings().failureCost());
        LabelRun run = new LabelRun(request.settings(), normalisation);
        Scored scored = score(request, judged, normalisation, listener);
        LabelRun.Result result = run.label(scored.episodes());
        LabelRunManifest manifest = new LabelRunManifest(
                Schema.LABELS,
                request.run(),
                request.snapshot().id(),
                request.snapshot().task(),
                request.settings(),
                normalisation.horizonSteps(),
                normalisation.failureCostSteps(),
                NStepAdvantage.lookaheadSteps(
                        request.settings().lookaheadSeconds(),
                        judged.get(0).manifest().hz()),
                result.threshold().epsilon(),
                result.positiveBySource(),
                scored.metrics(),
                (System.nanoTime() - start) / NANOS_A_SECOND);
        labels.write(manifest, result.labels());
        return manifest;
    }

    /** The time limit, so that it does not move from round to round; an episode that outlasted it still counts. */
    private static int horizon(SealedEpisode episode) {
        return Math.max(episode.manifest().timeLimitSteps(), episode.manifest().steps());
    }

    private List<SealedEpisode> read(Snapshot snapshot, Listener listener) throws IOException {
        List<SealedEpisode> judged = new ArrayList<>();
        int done = 0;
        for (Snapshot.Entry entry : snapshot.episodes()) {
            SealedEpisode episode = episodes.read(entry);
            Outcome outcome = episode.manifest().ending().outcome();
            boolean hasVerdict = outcome == Outcome.SUCCESS || outcome == Outcome.FAILURE;
            if (hasVerdict && !episode.steps().isEmpty()) {
                judged.add(episode);
            }
            listener.at("reading", ++done, snapshot.episodes().size());
        }
        if (judged.isEmpty()) {
            throw new IOException("snapshot " + snapshot.id()
                    + " has no episode that ended in success or failure; collect some first");
        }
        return judged;
    }

    /** Each episode with its values, and what the value function is worth. */
    private record Scored(List<ValuedEpisode> episodes, Map<String, Double> metrics) {}

    private Scored score(
            LabelRequest request, List<SealedEpisode> judged, NormalisedReturn normalisation, Listener listener)
            throws IOException {
        var shape = EpisodeFrames.shapeOf(judged.get(0).steps().get(0), config.pixels());
        EpisodeFrames frames = new EpisodeFrames(shape, normalisation);
        for (SealedEpisode episode : judged) {
            frames.add(episode);
            listener.at("decoding", frames.episodes().size(), judged.size());
        }
        long seed = request.settings().seed();
        int steps = request.settings().valueSteps();
        try (ValueFunction function = new ValueFunction(config, shape, seed)) {
            ValueTraining training = new ValueTraining(function, config, frames, seed);
            training.train(steps, (step, loss) -> listener.at("training", step + 1, steps));
            List<ValuedEpisode> valued = new ArrayList<>();
            for (SealedEpisode episode : judged) {
                List<Vec> distributions =
                        training.distributions(frames.episodes().get(valued.size()));
                valued.add(valued(episode, distributions, function.bins(), normalisation));
                listener.at("scoring", valued.size(), judged.size());
            }
            return new Scored(valued, training.metrics());
        }
    }

    private static ValuedEpisode valued(
            SealedEpisode episode, List<Vec> distributions, ValueBins bins, NormalisedReturn normalisation) {
        float[] values = new float[distributions.size()];
        float[] successProbabilities = new float[distributions.size()];
        for (int t = 0; t < values.length; t++) {
            values[t] = bins.mean(distributions.get(t));
            successProbabilities[t] = bins.successProbability(distributions.get(t), normalisation.edge());
        }
        return new ValuedEpisode(
                episode.manifest().episode(),
                episode.manifest().plan().collection(),
                episode.manifest().hz(),
                episode.isSuccess(),
                episode.steps().stream().map(Step::source).toList(),
                Vec.of(values),
                Vec.of(successProbabilities));
    }
}
