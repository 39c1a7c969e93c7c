package dev.fleetrl.value.critic.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeparationTest {
    /** Of six pairs, 0.9 wins three, 0.4 wins one, loses one and ties one. */
    @Test
    void countsPairsInTheRightOrder() {
        assertThat(Separation.auc(new double[] {0.9, 0.4}, new double[] {0.1, 0.4, 0.5}))
                .isEqualTo(4.5 / 6);
    }

    @Test
    void knowsNothingWithoutBothKinds() {
        assertThat(Separation.auc(new double[] {1}, new double[0])).isEqualTo(0.5);
    }
}
