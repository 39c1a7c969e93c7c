package dev.fleetrl.value.recap;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.episodes.EpisodeLabels;
import dev.fleetrl.episodes.LabelledStep;
import dev.fleetrl.episodes.SourceColumns;
import dev.fleetrl.evaluation.RankCorrelation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How two label runs differ over the steps that both labelled. */
public final class LabelComparison {
    private final Map<String, int[]> counts = new TreeMap<>();
    private final List<Double> first = new ArrayList<>();
    private final List<Double> second = new ArrayList<>();

    /** Steps of one kind of source, by who calls them positive. */
    public record Agreement(int both, int onlyFirst, int onlySecond, int neither) {
        /** Share of the steps that both runs label alike. */
        public double share() {
            return (both + neither) / (double) Math.max(1, both + onlyFirst + onlySecond + neither);
        }
    }

    /** Adds one episode; the steps are the same ones in the same order. */
    public void add(List<ActionSource> sources, EpisodeLabels one, EpisodeLabels other) {
        if (one.steps().size() != sources.size() || other.steps().size() != sources.size()) {
            throw new IllegalArgumentException("episode " + one.episode() + " has " + sources.size() + " steps but "
                    + one.steps().size() + " and " + other.steps().size() + " labels");
        }
        for (int t = 0; t < sources.size(); t++) {
            LabelledStep a = one.steps().get(t);
            LabelledStep b = other.steps().get(t);
            counts.computeIfAbsent(SourceColumns.kind(sources.get(t)), kind -> new int[4])[cell(a, b)]++;
            first.add((double) a.advantage());
            second.add((double) b.advantage());
        }
    }

    private static int cell(LabelledStep one, LabelledStep other) {
        return (one.positive() ? 0 : 2) + (other.positive() ? 0 : 1);
    }

    public int steps() {
        return first.size();
    }

    public Map<String, Agreement> bySource() {
        Map<String, Agreement> table = new TreeMap<>();
        counts.forEach((kind, n) -> table.put(kind, new Agreement(n[0], n[1], n[2], n[3])));
        return table;
    }

    /** Spearman's ρ of the two runs' advantages; 0 where one of them does not vary. */
    public double advantageCorrelation() {
        return RankCorrelation.of(
                first.stream().mapToDouble(a -> a).toArray(),
                second.stream().mapToDouble(a -> a).toArray());
    }
}
