package dev.fleetrl.value.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.ChunkPosition;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.DoneSignal;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.value.critic.progress.DoneDetector;
import dev.fleetrl.value.critic.watch.ProgressMonitor.Call;
import dev.fleetrl.value.critic.watch.WatchConfig;
import dev.fleetrl.value.service.EpisodeWatch.Question;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 2 Hz, a question a second; stalled after 2 s, for a headway of the whole task is never made. */
class EpisodeWatchTest {
    private static final WatchConfig CONFIG = new WatchConfig(true, 2, 1, 100, -1, 2, 10);
    private static final ActionSource POLICY = new ActionSource.Policy(new PolicyVersion("v1"));
    private static final EpisodePlan PLAN =
            new EpisodePlan(new EpisodeId("e"), new CollectionId("c"), new TaskId("push"), Cohort.TRAIN, POLICY, 1, 1);

    private final EpisodeWatch watch = new EpisodeWatch(
            new EpisodeEvent.Opened(PLAN.episode(), new RobotId("arm-1"), "s", PLAN, "push the block", 2, 12, 0),
            CONFIG);

    @BeforeEach
    void openTheCritic() {
        watch.every(2);
    }

    @Test
    void asksAStrideApart() {
        assertThat(watch.look(step(0))).isEmpty();
        assertThat(watch.look(step(1))).isEmpty();
        assertThat(watch.look(step(2))).contains(new Question(picture(0), step(2), 1));
    }

    @Test
    void reachesOverAQuestionThatWasLeftOut() {
        watch.look(step(0));
        Question first = watch.look(step(2)).orElseThrow();
        assertThat(watch.look(step(4))).isEmpty();
        watch.answer(first, 0.1);

        Question next = watch.look(step(6)).orElseThrow();

        assertThat(next).isEqualTo(new Question(picture(2), step(6), 2));
        watch.answer(next, 0.5);
        assertThat(watch.value()).isEqualTo(0.1 + 0.5 * 0.9);
    }

    @Test
    void doesNotLookAtAStepThatIsSentAgain() {
        watch.look(step(0));
        watch.answer(watch.look(step(2)).orElseThrow(), 0);

        assertThat(watch.look(step(2))).isEmpty();
        assertThat(watch.look(step(0))).isEmpty();
    }

    /** A minute passes in the robot's world with each step, and yet it stalls at 2 s of its work. */
    @Test
    void countsTimeInSteps() {
        watch.look(step(0));

        assertThat(watch.answer(watch.look(step(2)).orElseThrow(), 0)).isEmpty();
        assertThat(watch.answer(watch.look(step(4)).orElseThrow(), 0)).contains(Call.STALLED);
    }

    /** A hand may be in the cell while nobody drives. */
    @Test
    void saysWhoDroveWhereSomethingIsDone() {
        DoneDetector.Calibrated detector = new DoneDetector.Calibrated(0.8, 0, 0, 1, 10, 10);
        LabelRunId critic = new LabelRunId("run-1");
        Step driven = step(2);
        Step held = new Step(
                3, 0, picture(3), Vec.of(), Vec.of(), new ActionSource.Hold(), ChunkPosition.NONE, 0, List.of());

        assertThat(watch.done(driven, 0.8, detector, critic).done()).isTrue();
        assertThat(watch.done(driven, 0.79, detector, critic).done()).isFalse();
        assertThat(watch.done(driven, 0.8, detector, critic).held()).isFalse();
        assertThat(watch.done(held, 0.8, detector, critic))
                .isEqualTo(new DoneSignal(new RobotId("arm-1"), PLAN.episode(), 3, true, true, 0.8, critic));
    }

    private static Step step(int index) {
        return new Step(
                index, 60_000L * index, picture(index), Vec.of(), Vec.of(), POLICY, ChunkPosition.NONE, 0, List.of());
    }

    private static Observation picture(int index) {
        return new Observation(List.of(new Frame("third", Bytes.of(new byte[] {(byte) index}))), Vec.of());
    }
}
