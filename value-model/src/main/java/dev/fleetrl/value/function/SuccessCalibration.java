package dev.fleetrl.value.function;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.evaluation.BrierScore;
import dev.fleetrl.evaluation.CalibrationError;
import dev.fleetrl.evaluation.Forecast;
import dev.fleetrl.evaluation.IsotonicCalibration;
import dev.fleetrl.value.recap.JudgedEpisode;
import dev.fleetrl.value.recap.ValuedEpisode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * What P(success), read off the value distribution, is worth as a probability, and the map that mends it. V is trained on data
 * with corrections in them and so says what happens with help; the map is fitted on the policy's unassisted episodes that V was
 * trained on, and judged on those that V has not seen (ADR 19). One prediction an episode and moment, for the frames of an
 * episode are not independent.
 *
 * @param maps from the predicted to the calibrated probability, by {@link Moment}; empty where there were too few episodes
 * @param metrics of each moment, on the episodes not seen: {@code brier.first} and {@code ece.first} after the map,
 *     {@code brierRaw.first} and {@code eceRaw.first} before it, {@code brierOfMean.first} of whoever always says their success
 *     rate, {@code eceByChance.first} that calibrated forecasts stay below in 95 of 100 cases; and {@code calibrationEpisodes},
 *     {@code calibrationHeldOut}
 * @param flags {@code not-calibrated: …} where a policy practised, but too little
 */
public record SuccessCalibration(
        Map<Moment, IsotonicCalibration> maps, Map<String, Double> metrics, List<String> flags) {
    /** Fewer on either side say nothing about a rate. */
    static final int FEWEST = 10;

    private static final int MOST_BINS = 10;
    private static final int LEAST_IN_A_BIN = 5;
    private static final int REPLICATES = 1000;

    /** When a prediction is taken. */
    public enum Moment {
        FIRST,
        /** Half of the way through the episode, however long it was. */
        MIDDLE;

        int of(int steps) {
            return this == FIRST ? 0 : steps / 2;
        }

        private String named(String figure) {
            return figure + "." + name().toLowerCase(Locale.ROOT);
        }
    }

    public SuccessCalibration {
        maps = Map.copyOf(maps);
        metrics = Map.copyOf(metrics);
        flags = List.copyOf(flags);
    }

    /**
     * Fits on the policy's unassisted episodes, and measures on those of them that were held out.
     *
     * @param heldOut the episodes that the value function was not trained on
     */
    public static SuccessCalibration of(List<ValuedEpisode> episodes, Set<EpisodeId> heldOut, long seed) {
        List<ValuedEpisode> seen = new ArrayList<>();
        List<ValuedEpisode> unseen = new ArrayList<>();
        episodes.stream()
                .filter(valued -> isUnassisted(valued.episode()))
                .forEach(valued -> (heldOut.contains(valued.episode().id()) ? unseen : seen).add(valued));
        if (seen.isEmpty() && unseen.isEmpty()) {
            return new SuccessCalibration(Map.of(), Map.of(), List.of());
        }
        Optional<String> missing = missing(seen, unseen);
        if (missing.isPresent()) {
            return new SuccessCalibration(Map.of(), Map.of(), List.of("not-calibrated: " + missing.get()));
        }
        Map<Moment, IsotonicCalibration> maps = new TreeMap<>();
        Map<String, Double> metrics = new TreeMap<>();
        metrics.put("calibrationEpisodes", (double) seen.size());
        metrics.put("calibrationHeldOut", (double) unseen.size());
        for (Moment moment : Moment.values()) {
            IsotonicCalibration map = IsotonicCalibration.fit(forecasts(seen, moment));
            maps.put(moment, map);
            measure(metrics, moment, map, forecasts(unseen, moment), new Random(seed));
        }
        return new SuccessCalibration(maps, metrics, List.of());
    }

    private static boolean isUnassisted(JudgedEpisode episode) {
        return episode.steps() > 0
                && !episode.isDemonstration()
                && episode.sources().stream().noneMatch(ActionSource.Correction.class::isInstance);
    }

    private static Optional<String> missing(List<ValuedEpisode> seen, List<ValuedEpisode> unseen) {
        if (seen.size() < FEWEST || unseen.size() < FEWEST) {
            return Optional.of(seen.size() + " unassisted policy episodes to fit on and " + unseen.size()
                    + " held out, " + FEWEST + " of each are needed");
        }
        long successes =
                seen.stream().filter(valued -> valued.episode().success()).count();
        return successes == 0 || successes == seen.size()
                ? Optional.of("all " + seen.size() + " unassisted policy episodes came out the same")
                : Optional.empty();
    }

    private static List<Forecast> forecasts(List<ValuedEpisode> episodes, Moment moment) {
        return episodes.stream()
                .map(valued -> new Forecast(
                        valued.successProbabilities()
                                .at(moment.of(valued.episode().steps())),
                        valued.episode().success()))
                .toList();
    }

    private static void measure(
            Map<String, Double> metrics, Moment moment, IsotonicCalibration map, List<Forecast> raw, Random random) {
        List<Forecast> mended = raw.stream()
                .map(forecast -> new Forecast(map.apply(forecast.probability()), forecast.happened()))
                .toList();
        int bins = Math.max(1, Math.min(MOST_BINS, raw.size() / LEAST_IN_A_BIN));
        BrierScore brier = BrierScore.of(mended, bins);
        CalibrationError error = CalibrationError.of(mended, bins, REPLICATES, random);
        metrics.put(moment.named("brier"), brier.score());
        metrics.put(moment.named("brierOfMean"), brier.uncertainty());
        metrics.put(moment.named("brierRaw"), BrierScore.of(raw, bins).score());
        metrics.put(moment.named("ece"), error.expected());
        metrics.put(moment.named("eceByChance"), error.nullP95());
        metrics.put(
                moment.named("eceRaw"),
                CalibrationError.of(raw, bins, REPLICATES, random).expected());
    }
}
