package dev.fleetrl.value.recap;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.episodes.EpisodeLabels;
import dev.fleetrl.episodes.LabelledStep;
import dev.fleetrl.episodes.SourceColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Labels the steps of one task's episodes.
 *
 * @param returns the task's normalisation
 */
public record LabelRun(LabelSettings settings, NormalisedReturn returns) {
    /**
     * What came out.
     *
     * @param positiveBySource share of positive steps for each kind of source
     */
    public record Result(List<EpisodeLabels> labels, TaskThreshold threshold, Map<String, Double> positiveBySource) {}

    public Result label(List<ValuedEpisode> episodes) {
        List<float[]> advantages = episodes.stream().map(this::advantages).toList();
        TaskThreshold threshold = threshold(episodes, advantages);
        List<EpisodeLabels> labels = new ArrayList<>();
        for (int i = 0; i < episodes.size(); i++) {
            labels.add(labels(episodes.get(i), advantages.get(i), threshold));
        }
        return new Result(labels, threshold, positiveBySource(episodes, labels));
    }

    private float[] advantages(ValuedEpisode episode) {
        float[] g = returns.returns(episode.sources().size(), episode.success());
        float[] values = episode.values().toArray();
        int lookahead = NStepAdvantage.lookaheadSteps(settings.lookaheadSeconds(), episode.hz());
        return settings.truncateAtTakeover()
                ? NStepAdvantage.of(g, values, lookahead, Takeovers.next(episode.sources()))
                : NStepAdvantage.of(g, values, lookahead);
    }

    /**
     * ε over what the policy did in its newest practice; before there is any, over the demonstrations, as in pre-training;
     * failing both, over everything.
     */
    private TaskThreshold threshold(List<ValuedEpisode> episodes, List<float[]> advantages) {
        Predicate<ValuedEpisode> isNewest = episode -> episode.collection().equals(settings.newestPractice());
        float[] pool = pool(episodes, advantages, isNewest, ActionSource.Policy.class::isInstance);
        if (pool.length == 0) {
            pool = pool(episodes, advantages, any -> true, ActionSource.Demonstration.class::isInstance);
        }
        if (pool.length == 0) {
            pool = pool(episodes, advantages, any -> true, any -> true);
        }
        return TaskThreshold.leavingAbove(settings.positiveFraction(), pool);
    }

    private static float[] pool(
            List<ValuedEpisode> episodes,
            List<float[]> advantages,
            Predicate<ValuedEpisode> episode,
            Predicate<ActionSource> source) {
        List<Float> chosen = new ArrayList<>();
        for (int i = 0; i < episodes.size(); i++) {
            List<ActionSource> sources = episodes.get(i).sources();
            for (int t = 0; episode.test(episodes.get(i)) && t < sources.size(); t++) {
                if (source.test(sources.get(t))) {
                    chosen.add(advantages.get(i)[t]);
                }
            }
        }
        float[] pool = new float[chosen.size()];
        for (int i = 0; i < pool.length; i++) {
            pool[i] = chosen.get(i);
        }
        return pool;
    }

    private EpisodeLabels labels(ValuedEpisode episode, float[] advantages, TaskThreshold threshold) {
        float[] g = returns.returns(advantages.length, episode.success());
        List<LabelledStep> steps = new ArrayList<>();
        for (int t = 0; t < advantages.length; t++) {
            ActionSource source = episode.sources().get(t);
            steps.add(new LabelledStep(
                    t,
                    g[t],
                    episode.values().at(t),
                    episode.successProbabilities().at(t),
                    advantages[t],
                    ImprovementIndicator.of(source, advantages[t], threshold) == ImprovementIndicator.POSITIVE));
        }
        return new EpisodeLabels(episode.id(), steps);
    }

    private static Map<String, Double> positiveBySource(List<ValuedEpisode> episodes, List<EpisodeLabels> labels) {
        Map<String, Integer> steps = new TreeMap<>();
        Map<String, Integer> positive = new TreeMap<>();
        for (int i = 0; i < episodes.size(); i++) {
            for (LabelledStep step : labels.get(i).steps()) {
                String kind = SourceColumns.kind(episodes.get(i).sources().get(step.step()));
                steps.merge(kind, 1, Integer::sum);
                positive.merge(kind, step.positive() ? 1 : 0, Integer::sum);
            }
        }
        Map<String, Double> shares = new TreeMap<>();
        steps.forEach((kind, count) -> shares.put(kind, positive.getOrDefault(kind, 0) / (double) count));
        return shares;
    }
}
