package dev.fleetrl.local.study.report;

import dev.fleetrl.evaluation.CycleTimes;
import dev.fleetrl.evaluation.FailureRatio;
import dev.fleetrl.evaluation.Interval;
import dev.fleetrl.evaluation.RatioEstimate;
import dev.fleetrl.evaluation.ThroughputEstimate;
import dev.fleetrl.evaluation.ThroughputEstimate.Episode;
import dev.fleetrl.evaluation.ThroughputRatio;
import dev.fleetrl.evaluation.Trials;
import dev.fleetrl.evaluation.WilsonInterval;
import dev.fleetrl.local.study.plan.CellResult;
import dev.fleetrl.local.study.plan.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * One variant after one round, over the training seeds that were run.
 *
 * @param planned seeds of the plan; 0 where this plan does not ask for it
 * @param throughput active, times that of the same seed's start, pair by pair of held-out starts
 * @param gross the same of gross throughput
 * @param failures times those of the same seed's start
 */
public record Row(
        String variant,
        int round,
        int planned,
        List<CellResult> cells,
        Optional<RatioEstimate> throughput,
        Optional<RatioEstimate> gross,
        Optional<RatioEstimate> failures) {
    public Row {
        cells = List.copyOf(cells);
    }

    /**
     * Compares with the starts of the same seeds; seeds without a start are left out of the ratios.
     *
     * @param starts by seed
     */
    static Row of(String variant, int round, int planned, List<CellResult> cells, Map<Long, CellResult> starts) {
        boolean isStart = round == 0;
        return new Row(
                variant,
                round,
                planned,
                cells,
                isStart ? Optional.empty() : throughputRatio(cells, starts, Trial::activeSeconds),
                isStart ? Optional.empty() : throughputRatio(cells, starts, Trial::grossSeconds),
                isStart ? Optional.empty() : failureRatio(cells, starts));
    }

    /** Of these cells to others of the same seeds; none where no seed has both. */
    static Optional<RatioEstimate> throughputRatio(
            List<CellResult> cells, Map<Long, CellResult> others, ToDoubleFunction<Trial> seconds) {
        List<RatioEstimate> seeds = new ArrayList<>();
        for (CellResult cell : cells) {
            Optional.ofNullable(others.get(cell.cell().seed()))
                    .ifPresent(other -> seeds.add(
                            ThroughputRatio.paired(shared(cell, other, seconds), shared(other, cell, seconds))));
        }
        return seeds.isEmpty() ? Optional.empty() : Optional.of(RatioEstimate.overSeeds(seeds));
    }

    /** The episodes at starts that have a verdict on both sides. */
    private static List<Episode> shared(CellResult cell, CellResult other, ToDoubleFunction<Trial> seconds) {
        Set<Long> starts = other.trials().stream().map(Trial::start).collect(Collectors.toSet());
        return cell.trials().stream()
                .filter(trial -> starts.contains(trial.start()))
                .map(trial -> new Episode(trial.success(), seconds.applyAsDouble(trial)))
                .toList();
    }

    private static Optional<RatioEstimate> failureRatio(List<CellResult> cells, Map<Long, CellResult> others) {
        List<RatioEstimate> seeds = new ArrayList<>();
        for (CellResult cell : cells) {
            Optional.ofNullable(others.get(cell.cell().seed()))
                    .ifPresent(other -> seeds.add(FailureRatio.of(
                            cell.trials().size() - cell.successes(),
                            cell.trials().size(),
                            other.trials().size() - other.successes(),
                            other.trials().size())));
        }
        return seeds.isEmpty() ? Optional.empty() : Optional.of(RatioEstimate.overSeeds(seeds));
    }

    public boolean wasRun() {
        return !cells.isEmpty();
    }

    public int successes() {
        return cells.stream().mapToInt(CellResult::successes).sum();
    }

    public int trials() {
        return cells.stream().mapToInt(cell -> cell.trials().size()).sum();
    }

    /** Evaluation starts without a verdict. */
    public int aborted() {
        return cells.stream().mapToInt(CellResult::aborted).sum();
    }

    /** In per cent. */
    public double success() {
        return 100.0 * successes() / trials();
    }

    /** Of {@link #success()}, in per cent; trainings are the clusters. */
    public Interval successInterval() {
        Interval interval = WilsonInterval.ofClusters(cells.stream()
                .map(cell -> new Trials(cell.successes(), cell.trials().size()))
                .toList());
        return new Interval(100 * interval.low(), 100 * interval.high());
    }

    /** Successes per hour of the policy's time, all seeds together; trainings are the units where there are several. */
    public ThroughputEstimate active() {
        return estimate(Trial::activeSeconds);
    }

    /** The same with holds, waiting and the stated reset. */
    public ThroughputEstimate withWaiting() {
        return estimate(Trial::grossSeconds);
    }

    /** Of all seeds together, in the policy's time. */
    CycleTimes cycles() {
        return CycleTimes.of(
                cells.stream().flatMap(cell -> episodes(cell).stream()).toList());
    }

    private ThroughputEstimate estimate(ToDoubleFunction<Trial> seconds) {
        return cells.size() == 1
                ? ThroughputEstimate.of(episodes(cells.get(0), seconds))
                : ThroughputEstimate.ofClusters(
                        cells.stream().map(cell -> episodes(cell, seconds)).toList());
    }

    /** With their active time. */
    static List<Episode> episodes(CellResult cell) {
        return episodes(cell, Trial::activeSeconds);
    }

    private static List<Episode> episodes(CellResult cell, ToDoubleFunction<Trial> seconds) {
        return cell.trials().stream()
                .map(trial -> new Episode(trial.success(), seconds.applyAsDouble(trial)))
                .toList();
    }
}
