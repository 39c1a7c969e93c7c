package dev.fleetrl.value.recap;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.episodes.EpisodeLabels;
import dev.fleetrl.episodes.LabelledStep;
import dev.fleetrl.episodes.SourceColumns;
import dev.fleetrl.episodes.TaskLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What labels say of a task as a whole: whether time-outs flood the pool for ε, whether stuck steps are called good, and how V
 * runs along episodes that fail. A reader sees there what an ε that looks harmless does.
 */
final class LabelFigures {
    private static final int TENTHS = 10;

    private final List<ValuedEpisode> episodes;
    private final List<EpisodeLabels> labels;
    private final ThresholdPool pool;

    /** @param labels of the same episodes in the same order */
    LabelFigures(List<ValuedEpisode> episodes, List<EpisodeLabels> labels, ThresholdPool pool) {
        this.episodes = episodes;
        this.labels = labels;
        this.pool = pool;
    }

    TaskLabels of(TaskId task, NormalisedReturn returns, int lookaheadSteps, TaskThreshold threshold) {
        Map<String, Integer> steps = new TreeMap<>();
        Map<String, Integer> positive = new TreeMap<>();
        for (int i = 0; i < episodes.size(); i++) {
            for (LabelledStep step : labels.get(i).steps()) {
                String kind =
                        SourceColumns.kind(episodes.get(i).episode().sources().get(step.step()));
                steps.merge(kind, 1, Integer::sum);
                positive.merge(kind, step.positive() ? 1 : 0, Integer::sum);
            }
        }
        Map<String, Double> shares = new TreeMap<>();
        steps.forEach((kind, count) -> shares.put(kind, positive.getOrDefault(kind, 0) / (double) count));
        return new TaskLabels(
                task,
                returns.horizonSteps(),
                returns.failureCostSteps(),
                lookaheadSteps,
                threshold.epsilon(),
                steps,
                shares,
                poolFigures(),
                alongEpisodes(true),
                alongEpisodes(false));
    }

    private Map<String, Double> poolFigures() {
        List<ThresholdPool.Member> all = pool.members();
        Map<String, Double> figures = new TreeMap<>();
        figures.put("poolSteps", (double) all.size());
        figures.put("poolEpisodes", (double)
                all.stream().map(ThresholdPool.Member::episode).distinct().count());
        putShare(figures, "poolFromFailures", all.stream(), this::failed);
        putShare(figures, "poolStalled", all.stream(), this::stalled);
        putShare(figures, "positiveInFailures", all.stream().filter(this::failed), this::positive);
        putShare(figures, "positiveInSuccesses", all.stream().filter(m -> !failed(m)), this::positive);
        putShare(figures, "positiveInStalls", all.stream().filter(this::stalled), this::positive);
        putShare(figures, "positiveElsewhere", all.stream().filter(m -> !stalled(m)), this::positive);
        putShare(figures, "positivesStalled", all.stream().filter(this::positive), this::stalled);
        return figures;
    }

    private static void putShare(
            Map<String, Double> figures,
            String name,
            Stream<ThresholdPool.Member> of,
            Predicate<ThresholdPool.Member> those) {
        List<ThresholdPool.Member> all = of.toList();
        if (!all.isEmpty()) {
            figures.put(name, all.stream().filter(those).count() / (double) all.size());
        }
    }

    private boolean failed(ThresholdPool.Member member) {
        return !episodes.get(member.episode()).episode().success();
    }

    private boolean stalled(ThresholdPool.Member member) {
        return episodes.get(member.episode()).episode().stalled().get(member.step());
    }

    private boolean positive(ThresholdPool.Member member) {
        return labels.get(member.episode()).steps().get(member.step()).positive();
    }

    /** Each episode weighs the same, at the middle of each tenth of it. Practice alone: demonstrations would hide how V judges the policy. Demonstrations where there is nothing else. */
    private List<Double> alongEpisodes(boolean success) {
        boolean practised =
                episodes.stream().anyMatch(valued -> !valued.episode().isDemonstration());
        List<ValuedEpisode> meant = episodes.stream()
                .filter(valued -> valued.episode().success() == success)
                .filter(valued -> valued.episode().isDemonstration() != practised)
                .filter(valued -> valued.episode().steps() > 0)
                .toList();
        List<Double> curve = new ArrayList<>();
        for (int tenth = 0; tenth < TENTHS && !meant.isEmpty(); tenth++) {
            double along = (tenth + 0.5) / TENTHS;
            curve.add(meant.stream()
                    .mapToDouble(valued ->
                            valued.values().at((int) (along * valued.episode().steps())))
                    .average()
                    .orElseThrow());
        }
        return curve;
    }
}
