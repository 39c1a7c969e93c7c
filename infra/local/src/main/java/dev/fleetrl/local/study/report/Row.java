package dev.fleetrl.local.study.report;

import dev.fleetrl.evaluation.FailureRatio;
import dev.fleetrl.evaluation.RatioEstimate;
import dev.fleetrl.evaluation.ThroughputEstimate.Episode;
import dev.fleetrl.evaluation.ThroughputRatio;
import dev.fleetrl.local.study.plan.CellResult;
import dev.fleetrl.local.study.plan.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One variant after one round, over the training seeds that were run.
 *
 * @param planned seeds of the plan; 0 where this plan does not ask for it
 * @param throughput times that of the same seed's start, pair by pair of held-out starts
 * @param failures times those of the same seed's start
 */
public record Row(
        String variant,
        int round,
        int planned,
        List<CellResult> cells,
        Optional<RatioEstimate> throughput,
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
                isStart ? Optional.empty() : throughputRatio(cells, starts),
                isStart ? Optional.empty() : failureRatio(cells, starts));
    }

    /** Of these cells to others of the same seeds; none where no seed has both. */
    static Optional<RatioEstimate> throughputRatio(List<CellResult> cells, Map<Long, CellResult> others) {
        List<RatioEstimate> seeds = new ArrayList<>();
        for (CellResult cell : cells) {
            Optional.ofNullable(others.get(cell.cell().seed()))
                    .ifPresent(other -> seeds.add(ThroughputRatio.paired(episodes(cell), episodes(other))));
        }
        return seeds.isEmpty() ? Optional.empty() : Optional.of(RatioEstimate.overSeeds(seeds));
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

    /** Successes per hour of the policy's time, all seeds together. */
    public double perHour() {
        double seconds = cells.stream()
                .flatMap(cell -> cell.trials().stream())
                .mapToDouble(Trial::seconds)
                .sum();
        return seconds == 0 ? 0 : successes() * 3600 / seconds;
    }

    static List<Episode> episodes(CellResult cell) {
        return cell.trials().stream()
                .map(trial -> new Episode(trial.success(), trial.seconds()))
                .toList();
    }
}
