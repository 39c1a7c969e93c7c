package dev.fleetrl.value.recap;

import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.TaskId;
import java.util.ArrayList;
import java.util.List;

/** Whether one task's episodes can be labelled at all; asked before anything is trained. */
public final class Readiness {
    /** With fewer on the scarcer side of ε, a single episode decides where it lies. */
    static final int LEAST_ON_A_SIDE = 10;

    private Readiness() {}

    /**
     * Answers what a reader of the labels must know. Throws {@link LabelRefused} where the labels would mean nothing:
     *
     * <ul>
     *   <li>fine-tuning without one success: V then only knows sooner from later failures, and "better" would be "fails soon"
     *   <li>fewer steps in the pool than the quantile needs
     * </ul>
     *
     * <p>Without failures V still ranks by time to go: that is flagged. See ADR 17.
     */
    public static List<String> check(LabelSettings settings, TaskId task, List<JudgedEpisode> episodes) {
        List<JudgedEpisode> practice =
                episodes.stream().filter(episode -> !episode.isDemonstration()).toList();
        long successes = episodes.stream().filter(JudgedEpisode::success).count();
        if (settings.phase() == LabelSettings.Phase.FINETUNE && successes == 0) {
            throw new LabelRefused("task " + task + " has no success among its " + episodes.size()
                    + " episodes; show it, or correct the robots until some succeed");
        }
        checkPool(settings, task, episodes);
        List<String> flags = new ArrayList<>();
        if (successes == episodes.size()) {
            flags.add("no-failures: all " + successes + " episodes of task " + task
                    + " succeeded, so its values only tell how long they took");
        } else if (successes == 0) {
            flags.add("no-successes: all " + episodes.size() + " episodes of task " + task
                    + " failed, so its values only tell how soon");
        } else if (!practice.isEmpty() && practice.stream().noneMatch(JudgedEpisode::success)) {
            flags.add("no-practice-success: task " + task + " succeeded in demonstrations only, so its values may tell"
                    + " who acts instead of how it goes");
        }
        return flags;
    }

    private static void checkPool(LabelSettings settings, TaskId task, List<JudgedEpisode> episodes) {
        int has = ThresholdPool.of(settings, episodes).members().size();
        double fraction = settings.positiveFraction();
        int needs = (int) Math.ceil(LEAST_ON_A_SIDE / Math.min(fraction, 1 - fraction) - 1e-9);
        if (has < needs) {
            String whose = settings.phase() == LabelSettings.Phase.PRETRAIN
                    ? "demonstration steps"
                    : "policy steps in " + settings.newestPractice();
            throw new LabelRefused("task " + task + " has " + has + " " + whose + ", and positiveFraction " + fraction
                    + " needs " + needs + "; collect more, or name the right collections");
        }
    }
}
