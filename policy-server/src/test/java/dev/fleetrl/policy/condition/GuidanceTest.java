package dev.fleetrl.policy.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GuidanceTest {
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
