package dev.fleetrl.policy.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GuidanceTest {
    /** Unconditional 2, conditional 5. */
    @Test
    void extrapolatesFromTheUnconditionalFlow() {
        assertThat(new Guidance(0).velocity(2, 5)).isEqualTo(2);
        assertThat(new Guidance(1).velocity(2, 5)).isEqualTo(5);
        assertThat(new Guidance(2).velocity(2, 5)).isEqualTo(8);
    }

    @Test
    void isPlainAtOneOnly() {
        assertThat(Guidance.PLAIN.isPlain()).isTrue();
        assertThat(new Guidance(1.5).isPlain()).isFalse();
    }

    @Test
    void refusesRashness() {
        assertThatThrownBy(() -> new Guidance(50)).hasMessage("beta 50.0 is not within 0 to 5.0");
    }
}
