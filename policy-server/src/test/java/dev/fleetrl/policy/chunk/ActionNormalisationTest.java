package dev.fleetrl.policy.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.Vec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chunks of two actions of seven elements. */
class ActionNormalisationTest {
    private static final ChunkTarget FORWARD = target(2, 0.03f, 1, 0.07f, -1);
    private static final ChunkTarget BACK = target(2, -0.04f, 1, -0.01f, 1);

    /** √((9 + 16) / 2) = 3.5355 cm at position 0, √((49 + 1) / 2) = 5 cm at position 1. */
    @Test
    void scalesEachPositionByItsOwnRms() {
        ActionNormalisation fitted = ActionNormalisation.fit(2, 7, List.of(FORWARD, BACK));

        assertThat(fitted.scale().at(0)).isCloseTo(0.035355f, within(1e-5f));
        assertThat(fitted.scale().at(7)).isCloseTo(0.05f, within(1e-5f));
    }

    @Test
    void leavesOutPositionsThatNobodyActed() {
        ActionNormalisation fitted =
                ActionNormalisation.fit(2, 7, List.of(target(1, 0.03f, 1, 0.9f, 1), target(1, 0.03f, 1, 0.9f, 1)));

        assertThat(fitted.scale().at(7)).isEqualTo(0.004f);
    }

    @Test
    void doesNotBlowUpWhatHardlyMoves() {
        ActionNormalisation fitted = ActionNormalisation.fit(2, 7, List.of(FORWARD));

        assertThat(fitted.scale().at(1)).isEqualTo(0.004f);
        assertThat(fitted.scale().at(5)).isEqualTo(0.02f);
        assertThat(fitted.scale().at(6)).isEqualTo(1);
    }

    @Test
    void givesTheDeltasBack() {
        ActionNormalisation fitted = ActionNormalisation.fit(2, 7, List.of(FORWARD, BACK));
        float[] normalised = new float[15];
        fitted.normalise(FORWARD, normalised, 1);

        Vec actions = fitted.actions(normalised, 1);

        assertThat(actions.at(0)).isCloseTo(0.03f, within(1e-6f));
        assertThat(actions.at(7)).isCloseTo(0.04f, within(1e-6f));
        assertThat(actions.at(6)).isEqualTo(1);
        assertThat(actions.at(13)).isEqualTo(-1);
    }

    @Test
    void seesActionsAsTheNetworkPredictsThem() {
        ActionNormalisation fitted = ActionNormalisation.fit(2, 7, List.of(FORWARD, BACK));
        float[] predicted = new float[14];
        fitted.normalise(FORWARD, predicted, 0);
        float[] normalised = new float[15];

        fitted.normalise(fitted.actions(predicted, 0), normalised, 1);

        for (int i = 0; i < 14; i++) {
            assertThat(normalised[i + 1]).isCloseTo(predicted[i], within(1e-5f));
        }
    }

    @Test
    void opensOrClosesFullyWhereTheGripperOnlyEverDid() {
        float[] predicted = new float[14];
        predicted[6] = 0.2f;
        predicted[13] = -3;

        Vec binary = ActionNormalisation.fit(2, 7, List.of(FORWARD)).actions(predicted, 0);
        Vec gradual = ActionNormalisation.fit(2, 7, List.of(target(2, 0.03f, 0.5f, 0.07f, 1)))
                .actions(predicted, 0);

        assertThat(List.of(binary.at(6), binary.at(13))).containsExactly(1f, -1f);
        assertThat(List.of(gradual.at(6), gradual.at(13))).containsExactly(0.2f, -1f);
    }

    private static ChunkTarget target(int valid, float x0, float gripper0, float x1, float gripper1) {
        float[] offsets = new float[14];
        offsets[0] = x0;
        offsets[6] = gripper0;
        offsets[7] = x1;
        offsets[13] = gripper1;
        return new ChunkTarget(Vec.of(offsets), valid, valid);
    }
}
