package dev.fleetrl.policy.chunk;

import static dev.fleetrl.policy.chunk.SourceKind.CORRECTION;
import static dev.fleetrl.policy.chunk.SourceKind.DEMONSTRATION;
import static dev.fleetrl.policy.chunk.SourceKind.POLICY;
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

/** Actions of two elements: one pose delta, and the gripper. */
class ChunkTargetTest {
    private static final List<Acted> EPISODE =
            List.of(acted(POLICY, 1, -1), acted(POLICY, 2, -1), acted(CORRECTION, 4, 1), acted(CORRECTION, 8, 1));

    @Test
    void addsUpDeltasButNotTheGripper() {
        ChunkTarget target = ChunkTarget.of(EPISODE, 2, 2);

        assertThat(target).isEqualTo(new ChunkTarget(Vec.of(4, 1, 12, 1), 2));
    }

    @Test
    void endsWhereSomebodyElseTakesOver() {
        ChunkTarget target = ChunkTarget.of(EPISODE, 0, 3);

        assertThat(target.valid()).isEqualTo(2);
        assertThat(target.offsets()).isEqualTo(Vec.of(1, -1, 3, -1, 3, -1));
    }

    @Test
    void endsWithItsEpisodeAndStandsStillThereafter() {
        ChunkTarget target = ChunkTarget.of(EPISODE, 3, 3);

        assertThat(target).isEqualTo(new ChunkTarget(Vec.of(8, 1, 8, 1, 8, 1), 1));
    }

    /** Shaken by +5, -3, +1 while 1, 6, 4 were meant: the way of the first two steps is 6 + 3, whatever was meant. */
    @Test
    void goesTheWayThatWasReallyGoneAndEndsWithWhatTheDemonstratorMeant() {
        List<Acted> shaken = List.of(
                new Acted(Vec.of(6, -1), Vec.of(1, -1), DEMONSTRATION),
                new Acted(Vec.of(3, -1), Vec.of(6, 1), DEMONSTRATION),
                new Acted(Vec.of(5, 1), Vec.of(4, 1), DEMONSTRATION));

        assertThat(ChunkTarget.of(shaken, 0, 3).offsets()).isEqualTo(Vec.of(1, -1, 12, 1, 13, 1));
    }

    @Test
    void readsWhatADemonstratorMeantWhereThatWasRecorded() {
        ActionSource demonstrator = new ActionSource.Demonstration(new OperatorId("expert"));

        assertThat(Acted.of(step(demonstrator, Vec.of(5, 1), Vec.of(4, 1))))
                .isEqualTo(new Acted(Vec.of(5, 1), Vec.of(4, 1), DEMONSTRATION));
        assertThat(Acted.of(step(demonstrator, Vec.of(5, 1), Vec.of())))
                .isEqualTo(new Acted(Vec.of(5, 1), DEMONSTRATION));
    }

    @Test
    void takesWhatWasDoneForMeantWhereAPolicyOrAPersonActed() {
        ActionSource policy = new ActionSource.Policy(new PolicyVersion("v1"));
        ActionSource person = new ActionSource.Correction(new OperatorId("kim"));

        assertThat(Acted.of(step(policy, Vec.of(5, 1), Vec.of(4, 1)))).isEqualTo(new Acted(Vec.of(5, 1), POLICY));
        assertThat(Acted.of(step(person, Vec.of(5, 1), Vec.of(4, 1)))).isEqualTo(new Acted(Vec.of(5, 1), CORRECTION));
    }

    private static Acted acted(SourceKind source, float... action) {
        return new Acted(Vec.of(action), source);
    }

    private static Step step(ActionSource source, Vec action, Vec policyAction) {
        Observation nothing = new Observation(List.of(), Vec.of());
        return new Step(0, 0, nothing, action, policyAction, source, ChunkPosition.NONE, 0, List.of());
    }
}
