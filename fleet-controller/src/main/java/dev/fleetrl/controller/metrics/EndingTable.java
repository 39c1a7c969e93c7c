package dev.fleetrl.controller.metrics;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.evaluation.WilsonInterval;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Why episodes ended, for each task, policy version and cohort; the most frequent reason first (Pareto). */
public final class EndingTable {
    private static final Comparator<EndingRow> ORDER = Comparator.comparingInt(EndingRow::episodes)
            .reversed()
            .thenComparing(EndingRow::outcome)
            .thenComparing(EndingRow::reason);

    private EndingTable() {}

    public static List<EndingRow> of(List<EpisodeManifest> episodes) {
        return Cell.of(episodes).entrySet().stream()
                .flatMap(cell -> rows(cell.getKey(), cell.getValue()))
                .toList();
    }

    private static Stream<EndingRow> rows(Cell cell, List<EpisodeManifest> all) {
        Map<How, Long> counts = all.stream()
                .map(e -> new How(e.ending().outcome(), e.ending().reason()))
                .collect(groupingBy(how -> how, counting()));
        return counts.entrySet().stream()
                .map(entry -> row(cell, entry.getKey(), entry.getValue().intValue(), all.size()))
                .sorted(ORDER);
    }

    private static EndingRow row(Cell cell, How how, int episodes, int of) {
        return new EndingRow(
                cell.version(),
                cell.task(),
                cell.cohort(),
                how.outcome(),
                how.reason(),
                episodes,
                of,
                (double) episodes / of,
                WilsonInterval.of(episodes, of));
    }

    private record How(Outcome outcome, String reason) {}
}
