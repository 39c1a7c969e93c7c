package dev.fleetrl.value.critic.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PixelDifferenceTest {
    @Test
    void isThatOfTheCameraThatSeesMost() {
        byte[] a = {0, 0, 0, 100, (byte) 255, 0};
        byte[] b = {0, 0, 0, 100, 0, (byte) 255};

        assertThat(PixelDifference.between(a, b, 2)).isEqualTo(2.0 / 3);
        assertThat(PixelDifference.between(a, b, 1)).isEqualTo(1.0 / 3);
        assertThat(PixelDifference.between(a, a.clone(), 2)).isZero();
    }
}
