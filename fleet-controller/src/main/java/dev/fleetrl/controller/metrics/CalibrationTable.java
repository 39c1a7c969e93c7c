package dev.fleetrl.controller.metrics;

import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.evaluation.BrierScore;
import dev.fleetrl.evaluation.CalibrationError;
import dev.fleetrl.evaluation.Forecast;
import dev.fleetrl.evaluation.Interval;
import dev.fleetrl.evaluation.ReliabilityBin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;

/**
 * Whether P(success) at the first step of a practice episode came true: points of a reliability diagram, and their errors. An
 * episode in which a person helped counts as one in which the policy did not succeed alone.
 */
public final class CalibrationTable {
    /** Fewer episodes say nothing about a rate. */
    static final int FEWEST = 10;

    private static final int MOST_BINS = 10;
    private static final int LEAST_IN_A_BIN = 10;
    private static final int REPLICATES = 200;

    private CalibrationTable() {}

    /**
     * One point.
     *
     * @param bin from 0, of about equal count
     * @param predicted mean P(success)
     * @param happened how many of {@code episodes} the policy succeeded in alone
     * @param interval Wilson's of the rate, 95 %
     */
    public record Bin(
            LabelRunId run,
            TaskId task,
            int bin,
            int episodes,
            double predicted,
            int happened,
            double rate,
            Interval interval) {}

    /**
     * One task.
     *
     * @param brier mean square error of the predictions
     * @param brierOfMean that of whoever always says the success rate
     * @param ece expected calibration error over the bins
     * @param eceByChance calibrated predictions stay below it in 95 of 100 cases
     */
    public record Errors(
            TaskId task,
            int episodes,
            int happened,
            double brier,
            double brierOfMean,
            double ece,
            double eceByChance) {}

    /** Tasks with too few episodes have no bins. */
    public static List<Bin> bins(LabelRunId run, SortedMap<TaskId, List<Forecast>> forecasts) {
        List<Bin> rows = new ArrayList<>();
        forecasts.forEach((task, made) -> {
            List<ReliabilityBin> bins = made.size() < FEWEST ? List.of() : ReliabilityBin.of(made, binsOf(made.size()));
            for (ReliabilityBin bin : bins) {
                int number = bins.indexOf(bin);
                rows.add(new Bin(
                        run,
                        task,
                        number,
                        bin.count(),
                        bin.meanProbability(),
                        bin.happened(),
                        bin.rate(),
                        bin.interval()));
            }
        });
        return rows;
    }

    /** Of the tasks with enough episodes. */
    public static List<Errors> errors(SortedMap<TaskId, List<Forecast>> forecasts, Random random) {
        return forecasts.entrySet().stream()
                .filter(task -> task.getValue().size() >= FEWEST)
                .map(task -> errors(task, random))
                .toList();
    }

    private static Errors errors(Map.Entry<TaskId, List<Forecast>> task, Random random) {
        List<Forecast> made = task.getValue();
        int bins = binsOf(made.size());
        BrierScore brier = BrierScore.of(made, bins);
        CalibrationError error = CalibrationError.of(made, bins, REPLICATES, random);
        return new Errors(
                task.getKey(),
                made.size(),
                (int) made.stream().filter(Forecast::happened).count(),
                brier.score(),
                brier.uncertainty(),
                error.expected(),
                error.nullP95());
    }

    private static int binsOf(int episodes) {
        return Math.max(1, Math.min(MOST_BINS, episodes / LEAST_IN_A_BIN));
    }
}
