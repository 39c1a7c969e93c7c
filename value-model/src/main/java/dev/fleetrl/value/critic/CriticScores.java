package dev.fleetrl.value.critic;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.evaluation.RankCorrelation;
import dev.fleetrl.value.critic.progress.DoneTrace;
import dev.fleetrl.value.critic.progress.ValueOrder;
import dev.fleetrl.value.critic.progress.ValueRecursion;
import dev.fleetrl.value.critic.watch.ProgressMonitor;
import dev.fleetrl.value.critic.watch.WatchConfig;
import dev.fleetrl.value.critic.watch.Watched;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a critic says of one episode.
 *
 * @param forward c_{max(0, i - dt), i}; 0 at the first frame; shape [T + 1]
 * @param reversed c_{i, max(0, i - dt)}; the same shape
 * @param done probability that the task is done; the same shape
 * @param stride dt in steps
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of numbers, compared with nothing
public record CriticScores(double[] forward, double[] reversed, double[] done, int stride, boolean success) {
    /** What a step back does to the value that is reported. */
    public static final ValueRecursion RECURSION = ValueRecursion.MIX_F;

    /** Pairs asked for in one call. */
    private static final int TOGETHER = 128;

    /** Asks for every frame against the one a stride before it, both ways. */
    public static CriticScores of(FrozenCritic critic, CriticEpisode episode, int stride) {
        int size = episode.last() + 1;
        CriticScores scores =
                new CriticScores(new double[size], new double[size], new double[size], stride, episode.success());
        for (int from = 0; from < size; from += TOGETHER) {
            scores.ask(critic, episode, from, Math.min(size, from + TOGETHER));
        }
        return scores;
    }

    private void ask(FrozenCritic critic, CriticEpisode episode, int from, int until) {
        int base = Math.max(0, from - stride);
        int[] frames = new int[until - base];
        Arrays.setAll(frames, row -> base + row);
        int pairs = until - from;
        int[] first = new int[2 * pairs];
        int[] second = new int[2 * pairs];
        for (int pair = 0; pair < pairs; pair++) {
            int later = from + pair - base;
            int earlier = Math.max(0, from + pair - stride) - base;
            first[pair] = earlier;
            second[pair] = later;
            first[pairs + pair] = later;
            second[pairs + pair] = earlier;
        }
        FrozenCritic.Answer answer = critic.ask(episode.batch(frames), first, second);
        for (int pair = 0; pair < pairs; pair++) {
            int frame = from + pair;
            forward[frame] = frame == 0 ? 0 : answer.progress()[pair];
            reversed[frame] = frame == 0 ? 0 : answer.progress()[pairs + pair];
            done[frame] = answer.done()[frame - base];
        }
    }

    /** v of each frame. */
    public double[] values() {
        return RECURSION.curve(forward, stride);
    }

    /** Fails for an episode of one frame. */
    public ValueOrder order() {
        return ValueOrder.of(forward, reversed, stride, RECURSION);
    }

    /** What the done head said, to calibrate or to judge it. */
    public DoneTrace doneTrace() {
        float[] probabilities = new float[done.length];
        for (int i = 0; i < done.length; i++) {
            probabilities[i] = (float) done[i];
        }
        return new DoneTrace(Vec.of(probabilities), success);
    }

    /**
     * As the fleet's watch would have called, an answer a stride; the score is how many calls there were by then, so the first is
     * the one that reaches 1.
     */
    public Watched called(int hz, WatchConfig config) {
        ProgressMonitor monitor = new ProgressMonitor(config, 0);
        List<Double> calls = new ArrayList<>();
        double made = 0;
        for (int i = stride; i < forward.length; i += stride) {
            made += monitor.on(1000L * i / hz, forward[i], 1, true).isPresent() ? 1 : 0;
            calls.add(made);
        }
        return new Watched(calls, (double) stride / hz, !success);
    }

    /**
     * Ranked by the seconds without a new best, an answer a stride. It is not what the fleet does: a slide is no call here.
     *
     * @param headway by which v must exceed its best to be a new one
     */
    public Watched watched(int hz, double headway) {
        ProgressMonitor monitor = new ProgressMonitor(WatchConfig.neverCalling(headway), 0);
        List<Double> stalled = new ArrayList<>();
        for (int i = stride; i < forward.length; i += stride) {
            long now = 1000L * i / hz;
            monitor.on(now, forward[i], 1, true);
            stalled.add(monitor.stalledSeconds(now));
        }
        return new Watched(stalled, (double) stride / hz, !success);
    }

    /** Spearman's ρ of v with the true stage; stages are few, and their ties keep it below 1 even for a perfect critic. */
    public double stageCorrelation(List<Integer> stages) {
        return RankCorrelation.of(
                values(), stages.stream().mapToDouble(Integer::doubleValue).toArray());
    }
}
