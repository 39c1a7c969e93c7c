package dev.fleetrl.value.service;

import dev.fleetrl.contracts.LabelRequest;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.episodes.SealedEpisode;
import dev.fleetrl.learning.ObservationShape;
import dev.fleetrl.learning.Weights;
import dev.fleetrl.value.function.EpisodeFrames;
import dev.fleetrl.value.function.SuccessCalibration;
import dev.fleetrl.value.function.ValueCurves;
import dev.fleetrl.value.function.ValueFunction;
import dev.fleetrl.value.function.ValueFunctionConfig;
import dev.fleetrl.value.function.ValueHealth;
import dev.fleetrl.value.function.ValueManifest;
import dev.fleetrl.value.function.ValueStore;
import dev.fleetrl.value.function.ValueTraining;
import dev.fleetrl.value.recap.JudgedEpisode;
import dev.fleetrl.value.recap.LabelRefused;
import dev.fleetrl.value.recap.NormalisedReturn;
import dev.fleetrl.value.recap.ValueBins;
import dev.fleetrl.value.recap.ValuedEpisode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Values of a function that is trained for this run: afresh or from the one that the settings name, never from whatever came
 * last. It is kept for runs that name it.
 */
final class TrainedValues {
    private final ValueStore store;
    private final ValueFunctionConfig config;

    TrainedValues(ValueStore store, ValueFunctionConfig config) {
        this.store = store;
        this.config = config;
    }

    SnapshotLabelling.Values of(
            LabelRequest request,
            List<SealedEpisode> sealed,
            List<JudgedEpisode> judged,
            Map<TaskId, NormalisedReturn> normalisations,
            Labelling.Listener listener)
            throws IOException {
        ObservationShape shape = EpisodeFrames.shapeOf(sealed.get(0).steps().get(0), config.pixels());
        LabelSettings settings = request.settings();
        Optional<LabelRunId> parent = settings.parent();
        Optional<Weights> start =
                parent.isPresent() ? Optional.of(store.weights(parent.get(), config, shape)) : Optional.empty();
        EpisodeFrames frames = frames(sealed, shape, normalisations, listener);
        try (ValueFunction function = new ValueFunction(config, shape, settings.valueTarget(), settings.seed())) {
            start.ifPresent(function::startFrom);
            ValueTraining training = new ValueTraining(function, config, frames, settings.seed());
            int steps = settings.valueSteps();
            ValueCurves curves = new ValueCurves(steps, System::nanoTime);
            training.train(steps, (step, loss) -> {
                curves.add(step, loss);
                listener.at("training", step + 1, steps);
            });
            List<ValuedEpisode> valued = new ArrayList<>();
            for (JudgedEpisode episode : judged) {
                List<Vec> distributions =
                        training.distributions(frames.episodes().get(valued.size()));
                valued.add(valued(episode, distributions, function.bins(), returnsOf(normalisations, episode)));
                listener.at("scoring", valued.size(), judged.size());
            }
            ValueHealth health = training.health();
            SuccessCalibration calibration = SuccessCalibration.of(valued, training.heldOut(), settings.seed());
            Map<String, Double> metrics = new HashMap<>(health.metrics());
            metrics.putAll(calibration.metrics());
            List<String> flags = Stream.concat(health.flags().stream(), calibration.flags().stream())
                    .toList();
            store.write(
                    manifest(request, shape, normalisations),
                    function.weights(),
                    calibration,
                    curves.endingIn(health.metrics()));
            return new SnapshotLabelling.Values(request.run(), valued, metrics, flags);
        }
    }

    private static EpisodeFrames frames(
            List<SealedEpisode> sealed,
            ObservationShape shape,
            Map<TaskId, NormalisedReturn> normalisations,
            Labelling.Listener listener)
            throws IOException {
        EpisodeFrames frames = new EpisodeFrames(shape, normalisations);
        for (SealedEpisode episode : sealed) {
            frames.add(episode);
            listener.at("decoding", frames.episodes().size(), sealed.size());
        }
        return frames;
    }

    private ValueManifest manifest(
            LabelRequest request, ObservationShape shape, Map<TaskId, NormalisedReturn> normalisations) {
        return new ValueManifest(
                Schema.VALUE,
                request.run(),
                request.settings().parent(),
                config,
                shape,
                request.settings().valueTarget(),
                List.copyOf(normalisations.keySet()));
    }

    private static NormalisedReturn returnsOf(Map<TaskId, NormalisedReturn> normalisations, JudgedEpisode episode) {
        NormalisedReturn returns = normalisations.get(episode.task());
        if (returns == null) {
            throw new IllegalArgumentException("no normalisation for task " + episode.task());
        }
        return returns;
    }

    private static ValuedEpisode valued(
            JudgedEpisode episode, List<Vec> distributions, ValueBins bins, NormalisedReturn returns) {
        float[] values = new float[distributions.size()];
        float[] successProbabilities = new float[distributions.size()];
        for (int t = 0; t < values.length; t++) {
            values[t] = bins.mean(distributions.get(t));
            successProbabilities[t] = bins.successProbability(distributions.get(t), returns.edge());
            if (!Float.isFinite(values[t])) {
                throw new LabelRefused("the value function answers " + values[t] + " at step " + t + " of episode "
                        + episode.id() + "; lower learningRate");
            }
        }
        return new ValuedEpisode(episode, Vec.of(values), Vec.of(successProbabilities));
    }
}
