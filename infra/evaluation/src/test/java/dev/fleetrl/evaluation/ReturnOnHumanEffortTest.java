package dev.fleetrl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReturnOnHumanEffortTest {
    @Test
    void isSuccessesForEachOperatorMinute() {
        assertThat(new ReturnOnHumanEffort(30, 20).perMinute()).isEqualTo(1.5);
    }

    /** Ten seconds of a person are ten actions. */
    @Test
    void isFiniteInTheBenchmarksForm() {
        assertThat(new ReturnOnHumanEffort(22, 10 / 60.0).rohe()).isEqualTo(2);
        assertThat(new ReturnOnHumanEffort(22, 0).rohe()).isEqualTo(22);
    }

    @Test
    void isZeroWithoutSuccessEvenWithoutEffort() {
        assertThat(new ReturnOnHumanEffort(0, 0).perMinute()).isZero();
    }

    @Test
    void refusesNegativeTime() {
        assertThatThrownBy(() -> new ReturnOnHumanEffort(1, -1)).hasMessageContaining("-1.0 operator minutes");
    }
}
