package dev.fleetrl.robot.episode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.ChunkPosition;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.control.CommandGuard.Rule;
import dev.fleetrl.robot.control.Rotation;
import dev.fleetrl.robot.control.ToolTarget;
import dev.fleetrl.robot.episode.EpisodeRecorder.Planned;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EpisodeRecorderTest {
    private static final EpisodeId EPISODE = new EpisodeId("e1");
    private static final OperatorId ADA = new OperatorId("ada");
    private static final ActionSource.Policy POLICY = new ActionSource.Policy(new PolicyVersion("base"));
    private static final ToolTarget HOME = new ToolTarget(0, 0, 0, Rotation.NONE, 1);
    private static final ToolTarget AWAY = new ToolTarget(0.01, 0, 0, Rotation.NONE, 1);
    private static final Vec ASKED = Vec.of(0.03f, 0, 0, 0, 0, 0, -1);
    private static final Vec WENT = Vec.of(0.01f, 0, 0, 0, 0, 0, 1);

    private final EpisodeRecorder recorder = new EpisodeRecorder(EPISODE, POLICY);

    @Test
    void recordsTheDriversActionAsItWasAskedForWhenItWasExecutedWhole() {
        begin(true);
        for (int tick = 0; tick < 5; tick++) {
            recorder.drivenTick(true);
        }

        Step step = recorder.finish(AWAY, 5).step();

        assertThat(step.action()).isEqualTo(ASKED);
        assertThat(step.policyAction()).isEqualTo(ASKED);
        assertThat(step.source()).isEqualTo(POLICY);
        assertThat(step.chunk()).isEqualTo(new ChunkPosition(2, 3));
    }

    @Test
    void recordsWhereTheToolWentWhenTheDriverWasCutShort() {
        begin(true);
        recorder.drivenTick(true);

        Step step = recorder.finish(AWAY, 5).step();

        assertThat(step.action()).isEqualTo(WENT);
        assertThat(step.source()).isEqualTo(POLICY);
    }

    /** As of an arm that is asked for more acceleration than it has: it goes the driver's way, and less far. */
    @Test
    void recordsAStepThatWasCutInEveryTickAsTheDrivers() {
        begin(true);
        for (int tick = 0; tick < 5; tick++) {
            recorder.drivenTick(false);
        }

        Step step = recorder.finish(AWAY, 5).step();

        assertThat(step.action()).isEqualTo(WENT);
        assertThat(step.source()).isEqualTo(POLICY);
        assertThat(recorder.drivenSteps()).isEqualTo(1);
    }

    @Test
    void givesAMixedStepToThePerson() {
        begin(true);
        recorder.drivenTick(true);
        recorder.correctedTick(ADA);

        Step step = recorder.finish(AWAY, 5).step();

        assertThat(step.source()).isEqualTo(new ActionSource.Correction(ADA));
        assertThat(step.action()).isEqualTo(WENT);
        assertThat(step.policyAction().size()).isZero();
        assertThat(step.chunk()).isEqualTo(ChunkPosition.NONE);
    }

    @Test
    void countsHoldsApart() {
        begin(false);
        recorder.finish(HOME, 5);
        begin(false);

        Step step = recorder.finish(HOME, 5).step();

        assertThat(step.source()).isEqualTo(new ActionSource.Hold());
        assertThat(step.index()).isEqualTo(1);
        assertThat(recorder.heldInARow()).isEqualTo(2);
        assertThat(recorder.drivenSteps()).isZero();
    }

    @Test
    void countsOnlyTheDriversStepsTowardsTheTimeLimit() {
        begin(true);
        recorder.drivenTick(true);
        recorder.finish(AWAY, 1);
        begin(false);
        recorder.correctedTick(ADA);
        recorder.finish(AWAY, 1);

        assertThat(recorder.steps()).isEqualTo(2);
        assertThat(recorder.drivenSteps()).isEqualTo(1);
    }

    @Test
    void saysHowManyStepsThereWere() {
        begin(false);
        recorder.finish(HOME, 5);
        Ending ending = new Ending(Outcome.SUCCESS, "in-bin", OutcomeSource.ENVIRONMENT);

        assertThat(recorder.close(ending, 77)).isEqualTo(new EpisodeEvent.Closed(EPISODE, ending, 1, 77));
    }

    /** One row says what the guard did in all its ticks, and the next begins anew. */
    @Test
    void recordsWhatTheGuardCut() {
        begin(false);
        plan(WENT);
        recorder.guarded(Set.of(Rule.SPEED));
        recorder.guarded(Set.of(Rule.ACCELERATION, Rule.SPEED));

        Step cut = recorder.finish(AWAY, 5).step();
        begin(true);
        Step whole = recorder.finish(AWAY, 5).step();

        assertThat(cut.guard()).containsExactly("acceleration", "speed", "workspace");
        assertThat(cut.policyAction()).isEqualTo(Vec.of());
        assertThat(whole.guard()).isEmpty();
    }

    /** The plan left the workspace, and was cut; then Ada took over, and moved too fast. */
    @Test
    void tellsOfAPersonsStepOnlyWhatTheGuardDidToThePerson() {
        begin(false);
        plan(WENT);
        recorder.drivenTick(false);
        recorder.guarded(Set.of(Rule.ACCELERATION));
        recorder.correctedTick(ADA);
        recorder.guarded(Set.of(Rule.SPEED));

        assertThat(recorder.finish(AWAY, 5).step().guard()).containsExactly("speed");
    }

    @Test
    void tellsNothingOfThePlanInAStepOfAPersonWhoBrokeNoRule() {
        begin(false);
        plan(WENT);
        recorder.correctedTick(ADA);
        recorder.guarded(Set.of());
        recorder.guarded(Set.of(Rule.SPEED));

        assertThat(recorder.finish(AWAY, 5).step().guard()).isEmpty();
    }

    private void plan(Vec reachable) {
        Planned wanted = new Planned(ASKED, ASKED, POLICY, new ChunkPosition(2, 3));
        assertThat(recorder.plan(wanted, reachable).action()).isEqualTo(reachable);
    }

    private void begin(boolean planned) {
        Observation observation = new Observation(List.of(), Vec.of(1));
        recorder.begin(new EpisodeRecorder.Start(5, observation, 0, List.of(), HOME));
        if (planned) {
            plan(ASKED);
        }
    }
}
