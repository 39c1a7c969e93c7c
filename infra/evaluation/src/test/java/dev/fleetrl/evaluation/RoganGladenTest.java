package dev.fleetrl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RoganGladenTest {
    /** A true rate of 0.5 with se = 0.9 and sp = 0.8 shows as 0.45 + 0.1. */
    @Test
    void undoesTheClassifiersErrors() {
        assertThat(RoganGladen.corrected(0.55, 0.9, 0.8)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void staysWithinZeroAndOne() {
        assertThat(RoganGladen.corrected(new Interval(0.1, 0.95), 0.9, 0.8)).isEqualTo(new Interval(0, 1));
    }

    @Test
    void refusesAClassifierNoBetterThanChance() {
        assertThatThrownBy(() -> RoganGladen.corrected(0.5, 0.5, 0.5)).hasMessageContaining("no better than chance");
    }
}
