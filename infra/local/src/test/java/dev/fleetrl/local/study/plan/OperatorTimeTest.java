package dev.fleetrl.local.study.plan;

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

    private static double seconds(ActionSource... sources) {
        Observation nothing = new Observation(List.of(), Vec.of());
        return OperatorTime.seconds(
                List.of(sources).stream()
                        .map(source ->
                                new Step(0, 0, nothing, Vec.of(), Vec.of(), source, ChunkPosition.NONE, 0, List.of()))
                        .toList(),
                10);
    }

    @Test
    void isAReactionAndTheStepsFromTheHoldToThePolicysReturn() {
        assertThat(seconds(POLICY, HOLD, PERSON, PERSON, HOLD, POLICY)).isEqualTo(1.4);
    }

    @Test
    void countsAReactionForEachInterventionAndTheOneThatEndsTheEpisode() {
        assertThat(seconds(POLICY, PERSON, POLICY, PERSON, PERSON)).isEqualTo(2.3);
    }

    @Test
    void isNothingWhereOnlyTheGuardHeld() {
        assertThat(seconds(POLICY, HOLD, HOLD, POLICY)).isZero();
    }
}
