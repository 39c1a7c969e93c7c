package dev.fleetrl.value.function;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.evaluation.BrierScore;
import dev.fleetrl.evaluation.CalibrationError;
import dev.fleetrl.evaluation.Forecast;
import dev.fleetrl.evaluation.IsotonicCalibration;
import dev.fleetrl.value.recap.JudgedEpisode;
import dev.fleetrl.value.recap.Takeovers;
import dev.fleetrl.value.recap.ValuedEpisode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What P(success), read off the value distribution, is worth as the probability that the policy succeeds alone, and the map that
 * mends it. V is trained on data with corrections in them and so says what happens with help; an episode in which a person took
 * over counts as one in which the policy did not succeed (ADR 19). The map is fitted on practice that V was trained on and
 * judged on practice that it has not seen. One prediction an episode and moment, for the frames of an episode are not
 * independent.
 *
 * @param maps from the predicted to the calibrated probability; none for a moment with too few episodes
 * @param metrics of each moment, on the episodes not seen: {@code brier.first} and {@code ece.first} after the map,
 *     {@code brierRaw.first} and {@code eceRaw.first} before it, {@code brierOfMean.first} of whoever always says their success
 *     rate, {@code eceByChance.first} that calibrated forecasts stay below in 95 of 100 cases; and the counts
 *     {@code calibrationEpisodes.first}, {@code calibrationHeldOut.first}
 * @param flags {@code not-calibrated: …} for a moment with too few episodes, where a policy practised at all
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
        /** Half of the way through the steps in which somebody acts, and only where nobody has helped by then. */
        MIDDLE;

        int of(List<ActionSource> sources) {
            int[] acted = IntStream.range(0, sources.size())
                    .filter(t -> !(sources.get(t) instanceof ActionSource.Hold))
                    .toArray();
            return acted[this == FIRST ? 0 : acted.length / 2];
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
     * Fits on the policy's episodes, and measures on those of them that were held out.
     *
     * @param heldOut the episodes that the value function was not trained on
     */
    public static SuccessCalibration of(List<ValuedEpisode> episodes, Set<EpisodeId> heldOut, long seed) {
        List<ValuedEpisode> practice = episodes.stream()
                .filter(valued -> isBegunByThePolicy(valued.episode()))
                .toList();
        Map<Moment, IsotonicCalibration> maps = new TreeMap<>();
        Map<String, Double> metrics = new TreeMap<>();
        List<String> flags = new ArrayList<>();
        for (Moment moment : Moment.values()) {
            List<Forecast> seen = forecasts(
                    practice.stream()
                            .filter(valued -> !heldOut.contains(valued.episode().id())),
                    moment);
            List<Forecast> unseen = forecasts(
                    practice.stream()
                            .filter(valued -> heldOut.contains(valued.episode().id())),
                    moment);
            if (canBeJudged(seen, unseen)) {
                IsotonicCalibration map = IsotonicCalibration.fit(seen);
                maps.put(moment, map);
                metrics.put(moment.named("calibrationEpisodes"), (double) seen.size());
                measure(metrics, moment, map, unseen, new Random(seed));
            } else if (!practice.isEmpty()) {
                flags.add(missing(moment, seen, unseen));
            }
        }
        return new SuccessCalibration(maps, metrics, flags);
    }

    private static boolean isBegunByThePolicy(JudgedEpisode episode) {
        return episode.steps() > 0 && episode.sources().get(0) instanceof ActionSource.Policy;
    }

    private static List<Forecast> forecasts(Stream<ValuedEpisode> episodes, Moment moment) {
        List<Forecast> forecasts = new ArrayList<>();
        episodes.forEach(valued -> {
            JudgedEpisode episode = valued.episode();
            int at = moment.of(episode.sources());
            int helpedAt = Takeovers.next(episode.sources())[0];
            if (at < helpedAt) {
                boolean alone = episode.success() && helpedAt == episode.steps();
                forecasts.add(new Forecast(valued.successProbabilities().at(at), alone));
            }
        });
        return forecasts;
    }

    private static boolean canBeJudged(List<Forecast> seen, List<Forecast> unseen) {
        return seen.size() >= FEWEST
                && unseen.size() >= FEWEST
                && seen.stream().map(Forecast::happened).distinct().count() == 2;
    }

    private static String missing(Moment moment, List<Forecast> seen, List<Forecast> unseen) {
        return "not-calibrated: the " + moment.name().toLowerCase(Locale.ROOT) + " frame has " + seen.size()
                + " practice episodes to fit on, "
                + seen.stream().filter(Forecast::happened).count() + " of them successes alone, and " + unseen.size()
                + " held out; it needs " + FEWEST + " of each and both outcomes";
    }

    private static void measure(
            Map<String, Double> metrics, Moment moment, IsotonicCalibration map, List<Forecast> raw, Random random) {
        List<Forecast> mended = raw.stream()
                .map(forecast -> new Forecast(map.apply(forecast.probability()), forecast.happened()))
                .toList();
        int bins = Math.max(1, Math.min(MOST_BINS, raw.size() / LEAST_IN_A_BIN));
        BrierScore brier = BrierScore.of(mended, bins);
        CalibrationError error = CalibrationError.of(mended, bins, REPLICATES, random);
        metrics.put(moment.named("calibrationHeldOut"), (double) raw.size());
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
