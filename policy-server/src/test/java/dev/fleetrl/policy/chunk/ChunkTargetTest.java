package dev.fleetrl.policy.chunk;

import static dev.fleetrl.policy.chunk.SourceKind.CORRECTION;
import static dev.fleetrl.policy.chunk.SourceKind.DEMONSTRATION;
import static dev.fleetrl.policy.chunk.SourceKind.HOLD;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Actions of two elements: one pose delta, and the gripper. */
class ChunkTargetTest {
    private static final List<Acted> EPISODE =
            List.of(acted(POLICY, 1, -1), acted(POLICY, 2, -1), acted(CORRECTION, 4, 1), acted(CORRECTION, 8, 1));

    @Test
    void addsUpDeltasButNotTheGripper() {
        assertThat(ChunkTarget.of(Stream.of(acted(POLICY, 4, -1), acted(POLICY, 8, 1)), 2, false))
                .isEqualTo(new ChunkTarget(Vec.of(4, -1, 12, 1), 2, 2));
    }

    @Test
    void knowsButDoesNotLearnWhatAPersonDidAfterThePolicy() {
        assertThat(ChunkTarget.of(EPISODE.stream(), 4, true))
                .isEqualTo(new ChunkTarget(Vec.of(1, -1, 3, -1, 7, 1, 15, 1), 2, 4));
    }

    @Test
    void learnsWhatFollowedARescueThatLedToSuccess() {
        List<Acted> rescued = List.of(acted(CORRECTION, 4, 1), acted(POLICY, 1, -1));

        assertThat(ChunkTarget.of(rescued.stream(), 2, true).valid()).isEqualTo(2);
        assertThat(ChunkTarget.of(rescued.stream(), 2, false)).isEqualTo(new ChunkTarget(Vec.of(4, 1, 5, -1), 1, 2));
    }

    /** Half a motion of 2 and a wait lie between the policy's step and the person's. */
    @Test
    void goesOnOverStepsOfNobody() {
        List<Acted> handover =
                List.of(acted(POLICY, 1, -1), acted(HOLD, 2, -1), acted(HOLD, 0, -1), acted(CORRECTION, 4, 1));

        assertThat(ChunkTarget.of(handover.stream(), 2, true)).isEqualTo(new ChunkTarget(Vec.of(1, -1, 7, 1), 1, 2));
    }

    @Test
    void endsBeforeAStepThatIsLeftOutAndStillKnowsIt() {
        List<Acted> filtered =
                List.of(acted(POLICY, 1, -1), acted(POLICY, 2, -1).left(), acted(POLICY, 4, -1));

        assertThat(ChunkTarget.of(filtered.stream(), 3, true))
                .isEqualTo(new ChunkTarget(Vec.of(1, -1, 3, -1, 7, -1), 1, 3));
    }

    @Test
    void restsAfterASuccessAndKnowsNothingAfterAFailure() {
        List<Acted> last = List.of(acted(POLICY, 8, 1));

        assertThat(ChunkTarget.of(last.stream(), 3, true)).isEqualTo(new ChunkTarget(Vec.of(8, 1, 8, 1, 8, 1), 3, 3));
        assertThat(ChunkTarget.of(last.stream(), 3, false).known()).isEqualTo(1);
    }

    @Test
    void doesNotLearnTheRestAfterAnothersSuccess() {
        assertThat(ChunkTarget.of(Stream.of(acted(POLICY, 8, -1), acted(CORRECTION, 1, 1)), 3, true))
                .isEqualTo(new ChunkTarget(Vec.of(8, -1, 9, 1, 9, 1), 1, 3));
    }

    /** Shaken by +5, -3, +1 while 1, 6, 4 were meant: the way of the first two steps is 6 + 3, whatever was meant. */
    @Test
    void goesTheWayThatWasReallyGoneAndEndsWithWhatTheDemonstratorMeant() {
        List<Acted> shaken = List.of(
                new Acted(Vec.of(6, -1), Vec.of(1, -1), DEMONSTRATION),
                new Acted(Vec.of(3, -1), Vec.of(6, 1), DEMONSTRATION),
                new Acted(Vec.of(5, 1), Vec.of(4, 1), DEMONSTRATION));

        assertThat(ChunkTarget.of(shaken.stream(), 3, true).offsets()).isEqualTo(Vec.of(1, -1, 12, 1, 13, 1));
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
