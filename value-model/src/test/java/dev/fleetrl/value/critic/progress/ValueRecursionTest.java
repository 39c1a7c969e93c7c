package dev.fleetrl.value.critic.progress;

import static dev.fleetrl.value.critic.progress.ValueRecursion.EXACT_INVERSE;
import static dev.fleetrl.value.critic.progress.ValueRecursion.MIX_F;
import static dev.fleetrl.value.critic.progress.ValueRecursion.PAPER;
import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ValueRecursionTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-12);

    @ParameterizedTest
    @EnumSource
    void goesForwardByAShareOfWhatRemains(ValueRecursion recursion) {
        assertThat(recursion.next(0, 0.25)).isCloseTo(0.25, EXACT);
        assertThat(recursion.next(0.6, 0.5)).isCloseTo(0.8, EXACT);
        assertThat(recursion.next(0.6, 1)).isCloseTo(1, EXACT);
        assertThat(recursion.next(0.6, 0)).isCloseTo(0.6, EXACT);
    }

    @Test
    void fallsByTheSameShareInThePaper() {
        assertThat(PAPER.next(0.6, -0.5)).isCloseTo(0.4, EXACT);
    }

    /** 0.6 + 0.5 · 0.4 = 0.8, and 1 − 0.2 / 0.5 = 0.6. */
    @Test
    void goesBackExactlyWhereItCameFrom() {
        assertThat(EXACT_INVERSE.next(0.8, -0.5)).isCloseTo(0.6, EXACT);
        for (double v = -0.5; v < 0.95; v += 0.1) {
            for (double c = 0; c <= 0.7; c += 0.1) {
                assertThat(EXACT_INVERSE.next(EXACT_INVERSE.next(v, c), -c)).isCloseTo(v, EXACT);
            }
        }
    }

    /** From 1 on, a hundredth is taken to be left: 1 − 0.01 / 0.5 = 0.98. */
    @Test
    void comesBackFromTheEnd() {
        assertThat(EXACT_INVERSE.next(1, -0.5)).isCloseTo(0.98, EXACT);
        assertThat(MIX_F.next(1, -0.5)).isCloseTo(0.98, EXACT);
    }

    /** Upper half: 1 − 0.4 / 0.8 = 0.5 and 1 − 0.4 / 0.4 = 0, kept at 0.1; lower half: 0.4 · 0.5. */
    @Test
    void mixesTheInverseWithAMildFallBelowTheMiddle() {
        assertThat(MIX_F.next(0.6, -0.2)).isCloseTo(0.5, EXACT);
        assertThat(MIX_F.next(0.6, -0.6)).isCloseTo(0.1, EXACT);
        assertThat(MIX_F.next(0.4, -0.5)).isCloseTo(0.2, EXACT);
        assertThat(MIX_F.next(0.5, -0.5)).isCloseTo(0.25, EXACT);
    }

    @ParameterizedTest
    @EnumSource
    void survivesACriticThatIsSureToBeBackAtTheStart(ValueRecursion recursion) {
        assertThat(recursion.next(0.9, -1)).isFinite().isLessThan(0.9);
    }

    /** dt = 2: v_1 = c_01, v_2 = c_02, v_3 from v_1, v_4 from v_2. */
    @Test
    void joinsFramesThatLieAStrideApart() {
        double[] deltas = {9, 0.1, 0.2, 0.5, 0.25};

        assertThat(PAPER.curve(deltas, 2)).containsExactly(new double[] {0, 0.1, 0.2, 0.55, 0.4}, EXACT);
    }
}
