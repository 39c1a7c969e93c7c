package dev.fleetrl.value.recap;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.episodes.EpisodeLabels;
import dev.fleetrl.episodes.LabelledStep;
import dev.fleetrl.episodes.TaskLabels;
import java.util.ArrayList;
import java.util.List;

/**
 * Labels the steps of one task's episodes from their values.
 *
 * @param returns the task's normalisation
 */
public record LabelRun(LabelSettings settings, NormalisedReturn returns) {
    /** What came out: side-cars, and what is to be said of them. */
    public record Result(List<EpisodeLabels> labels, TaskLabels task) {}

    /** Throws {@link LabelRefused} where the pool for ε is empty; {@link Readiness} asks for more than one step. */
    public Result label(TaskId task, List<ValuedEpisode> episodes) {
        List<JudgedEpisode> judged =
                episodes.stream().map(ValuedEpisode::episode).toList();
        List<float[]> advantages = episodes.stream().map(this::advantages).toList();
        ThresholdPool pool = ThresholdPool.of(settings, judged);
        TaskThreshold threshold = threshold(task, pool, advantages);
        List<EpisodeLabels> labels = new ArrayList<>();
        for (int i = 0; i < episodes.size(); i++) {
            labels.add(labels(episodes.get(i), advantages.get(i), threshold));
        }
        TaskLabels found = new LabelFigures(episodes, labels, pool)
                .of(task, returns, episodes.isEmpty() ? 0 : lookahead(judged.get(0)), threshold);
        return new Result(labels, found);
    }

    private float[] advantages(ValuedEpisode valued) {
        JudgedEpisode episode = valued.episode();
        float[] g = returns.returns(episode.steps(), episode.success());
        float[] values = valued.values().toArray();
        int lookahead = Math.max(1, Math.min(lookahead(episode), episode.steps()));
        return settings.truncateAtTakeover()
                ? NStepAdvantage.of(g, values, lookahead, Takeovers.next(episode.sources()))
                : NStepAdvantage.of(g, values, lookahead);
    }

    /** N; H_l in pre-training, which is to look to the end. */
    private int lookahead(JudgedEpisode episode) {
        return settings.phase() == LabelSettings.Phase.PRETRAIN
                ? Math.max(returns.horizonSteps(), episode.steps())
                : NStepAdvantage.lookaheadSteps(settings.lookaheadSeconds(), episode.hz());
    }

    private TaskThreshold threshold(TaskId task, ThresholdPool pool, List<float[]> advantages) {
        if (pool.members().isEmpty()) {
            throw new LabelRefused("task " + task + " has no step to choose its threshold over");
        }
        TaskThreshold quantile = TaskThreshold.leavingAbove(
                settings.positiveFraction(), pool.of(advantages), pool.weights(settings.pool(), advantages.size()));
        return settings.leastAdvantage().map(quantile::atLeast).orElse(quantile);
    }

    private EpisodeLabels labels(ValuedEpisode valued, float[] advantages, TaskThreshold threshold) {
        JudgedEpisode episode = valued.episode();
        var forced = new ImprovementIndicator.Forced(settings.forceCorrections(), settings.forceDemonstrations());
        float[] g = returns.returns(advantages.length, episode.success());
        List<LabelledStep> steps = new ArrayList<>();
        for (int t = 0; t < advantages.length; t++) {
            ActionSource source = episode.sources().get(t);
            ImprovementIndicator indicator = ImprovementIndicator.of(source, advantages[t], threshold, forced);
            steps.add(new LabelledStep(
                    t,
                    g[t],
                    valued.values().at(t),
                    valued.successProbabilities().at(t),
                    advantages[t],
                    indicator == ImprovementIndicator.POSITIVE));
        }
        return new EpisodeLabels(episode.id(), steps);
    }
}
