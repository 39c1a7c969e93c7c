package dev.fleetrl.value.recap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskThresholdTest {
    private static final float[] TEN = {5, 1, 4, 2, 3, 0, 9, 8, 7, 6};

    @Test
    void leavesTheAskedFractionAbove() {
        assertThat(leavingAbove(0.3, TEN)).isEqualTo(new TaskThreshold(6));
        assertThat(leavingAbove(0.1, TEN)).isEqualTo(new TaskThreshold(8));
    }

    @Test
    void leavesThePoolInItsOrder() {
        float[] pool = TEN.clone();

        leavingAbove(0.3, pool);

        assertThat(pool).isEqualTo(TEN);
    }

    @ParameterizedTest(name = "fraction {0}, seed 7")
    @ValueSource(doubles = {0.1, 0.3, 0.4, 0.77})
    void isExactToOneStep(double fraction) {
        SplittableRandom random = new SplittableRandom(7);
        float[] advantages = new float[997];
        for (int i = 0; i < advantages.length; i++) {
            advantages[i] = (float) random.nextDouble(-1, 1);
        }
        float epsilon = leavingAbove(fraction, advantages).epsilon();

        int above = 0;
        for (float advantage : advantages) {
            above += advantage > epsilon ? 1 : 0;
        }

        assertThat(Math.abs(above - fraction * 997)).isLessThanOrEqualTo(1);
    }

    /** Weights from the top: 9 → 1, 8 → 0.5, 7 → 0.5, … A quarter of 4 in all is reached by the first alone. */
    @Test
    void leavesTheAskedWeightAbove() {
        float[] advantages = {9, 8, 7, 6, 5};
        double[] weights = {1, 0.5, 0.5, 1, 1};

        assertThat(TaskThreshold.leavingAbove(0.25, advantages, weights)).isEqualTo(new TaskThreshold(8));
        assertThat(TaskThreshold.leavingAbove(0.5, advantages, weights)).isEqualTo(new TaskThreshold(6));
    }

    @Test
    void isRaisedToAMinimumAndNeverLowered() {
        assertThat(new TaskThreshold(-0.01f).atLeast(0.02)).isEqualTo(new TaskThreshold(0.02f));
        assertThat(new TaskThreshold(0.03f).atLeast(0.02)).isEqualTo(new TaskThreshold(0.03f));
    }

    @Test
    void answersEvenForOneStep() {
        assertThat(leavingAbove(0.9, new float[] {3})).isEqualTo(new TaskThreshold(3));
    }

    @Test
    void refusesFractionsThatAreNone() {
        assertThatThrownBy(() -> leavingAbove(0, TEN)).hasMessageContaining("0.0 is outside (0, 1)");
        assertThatThrownBy(() -> leavingAbove(1, TEN)).hasMessageContaining("1.0 is outside (0, 1)");
        assertThatThrownBy(() -> leavingAbove(0.5, new float[0])).hasMessage("a task without steps has no threshold");
    }

    /** Each step weighs the same. */
    private static TaskThreshold leavingAbove(double fraction, float[] advantages) {
        double[] alike = new double[advantages.length];
        Arrays.fill(alike, 1);
        return TaskThreshold.leavingAbove(fraction, advantages, alike);
    }
}
