package dev.fleetrl.local.effort;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.ChunkPosition;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.Vec;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperatorTimeTest {
    private static final ActionSource POLICY = new ActionSource.Policy(new PolicyVersion("v1"));
    private static final ActionSource HOLD = new ActionSource.Hold();
    private static final ActionSource PERSON = new ActionSource.Correction(new OperatorId("ada"));

    private static OperatorTime time(boolean isSupervised, ActionSource... sources) {
        Observation nothing = new Observation(List.of(), Vec.of());
        return OperatorTime.ofPractice(
                List.of(sources).stream()
                        .map(source ->
                                new Step(0, 0, nothing, Vec.of(), Vec.of(), source, ChunkPosition.NONE, 0, List.of()))
                        .toList(),
                10,
                6,
                isSupervised);
    }

    @Test
    void isAReactionAndTheStepsFromTheHoldToThePolicysReturnAndAReset() {
        assertThat(time(true, POLICY, HOLD, PERSON, PERSON, HOLD, POLICY).seconds())
                .isEqualTo(11.4);
    }

    @Test
    void countsAReactionForEachInterventionAndTheOneThatEndsTheEpisode() {
        assertThat(time(true, POLICY, PERSON, POLICY, PERSON, PERSON).seconds()).isEqualTo(12.3);
    }

    @Test
    void isAResetWhereOnlyTheGuardHeld() {
        assertThat(time(false, POLICY, HOLD, HOLD, POLICY)).isEqualTo(new OperatorTime(10, 10));
    }

    /** Six seconds long, on the robot's clock. */
    @Test
    void isTheWholeEpisodeWhereWatchingCounts() {
        assertThat(time(true, POLICY, PERSON, POLICY).attendedSeconds()).isEqualTo(16);
        assertThat(time(true, POLICY).attendedSeconds()).isEqualTo(16);
    }

    @Test
    void isTheLengthOfADemonstrationAndAReset() {
        assertThat(OperatorTime.ofDemonstration(8)).isEqualTo(new OperatorTime(18, 18));
    }
}
