package dev.fleetrl.value.service;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.DoneSignal;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.HelpRequest;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TaskProgress;
import dev.fleetrl.value.critic.progress.DoneDetector;
import dev.fleetrl.value.critic.watch.ProgressMonitor;
import dev.fleetrl.value.critic.watch.WatchConfig;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which frames of a robot's episode to ask the critic about, and what follows from its answers. Time is counted in steps, as in
 * the recording: a robot that is slower or faster than life stalls after the same work. Not thread-safe.
 */
final class EpisodeWatch {
    /** Stride of an episode whose task has no critic, or none yet. */
    static final int NEVER = 0;

    private static final long MILLIS = 1000;

    /** How the task got on from {@code before}, so many strides ago, until {@code now}. */
    record Question(Observation before, Step now, int strides) {}

    private final EpisodeEvent.Opened episode;
    private final ProgressMonitor monitor;
    private @Nullable Step before;
    private int stride = NEVER;
    private boolean asking;

    EpisodeWatch(EpisodeEvent.Opened episode, WatchConfig config) {
        this.episode = episode;
        monitor = new ProgressMonitor(config, 0);
    }

    EpisodeEvent.Opened episode() {
        return episode;
    }

    /** v, the share of the task that is done. */
    double value() {
        return monitor.value();
    }

    /** What a call of the critic at that step says. */
    HelpRequest help(ProgressMonitor.Call call, Step step) {
        return new HelpRequest(
                episode.robot(),
                episode.episode(),
                call.reason(),
                step.atMillis(),
                Optional.of(monitor.stalledSeconds(millis(step))),
                Optional.of(monitor.fallen()));
    }

    /** How far the task is at the last step that the critic has answered for. */
    TaskProgress progress(Step step) {
        return new TaskProgress(episode.robot(), episode.episode(), step.index(), value());
    }

    private long millis(Step step) {
        return MILLIS * step.index() / episode.hz();
    }

    /** The critic of the task is open. */
    void every(int steps) {
        stride = steps;
    }

    /**
     * A question, where one is due. Steps that come before the critic is open are not looked at, the first one that is has
     * nothing before it, and one that is sent again is none. A step that finds the last question unanswered is left out: the
     * next question then reaches over it.
     */
    Optional<Question> look(Step step) {
        if (stride == NEVER || asking || step.index() % stride != 0) {
            return Optional.empty();
        }
        Step earlier = before;
        if (earlier != null && step.index() <= earlier.index()) {
            return Optional.empty();
        }
        before = step;
        if (earlier == null) {
            return Optional.empty();
        }
        asking = true;
        return Optional.of(new Question(earlier.observation(), step, (step.index() - earlier.index()) / stride));
    }

    /** Whether anybody may be called: nobody may help in an evaluation, and a demonstration needs no help. */
    boolean mayCall() {
        return episode.plan().cohort() == Cohort.TRAIN && episode.plan().driver() instanceof ActionSource.Policy;
    }

    /** Whether the done detector is asked for success. */
    boolean isJudged() {
        return episode.judge().filter(OutcomeSource.CRITIC::equals).isPresent();
    }

    /** What the robot is told of a step. */
    DoneSignal done(Step step, double probability, DoneDetector.Calibrated detector, LabelRunId critic) {
        boolean held = step.source() instanceof ActionSource.Hold;
        boolean done = detector.saysDone(probability);
        return new DoneSignal(episode.robot(), episode.episode(), step.index(), done, held, probability, critic);
    }

    /** A call, where the answer is a reason for one. */
    Optional<ProgressMonitor.Call> answer(Question question, double progress) {
        asking = false;
        Step now = question.now();
        boolean alone = now.source() instanceof ActionSource.Policy;
        return monitor.on(millis(now), progress, question.strides(), alone).filter(call -> mayCall());
    }
}
