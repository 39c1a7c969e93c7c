package dev.fleetrl.value.critic.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ProgressTargetTest {
    @Test
    void isTheShareOfWhatRemains() {
        assertThat(ProgressTarget.of(0, 2, 10)).isEqualTo(0.2);
        assertThat(ProgressTarget.of(6, 8, 10)).isEqualTo(0.5);
        assertThat(ProgressTarget.of(9, 10, 10)).isEqualTo(1);
    }

    @Test
    void isNegatedForTheReversedPair() {
        assertThat(ProgressTarget.of(8, 6, 10)).isEqualTo(-0.5);
        assertThat(ProgressTarget.of(10, 0, 10)).isEqualTo(-1);
    }

    @Test
    void isNothingBetweenAFrameAndItself() {
        assertThat(ProgressTarget.of(10, 10, 10)).isZero();
    }

    @Test
    void leadsTheValueAlongTimeWhateverTheDistance() {
        for (int stride : new int[] {1, 3, 7}) {
            double[] deltas = new double[21];
            for (int i = 1; i <= 20; i++) {
                deltas[i] = ProgressTarget.of(Math.max(0, i - stride), i, 20);
            }

            double[] curve = ValueRecursion.PAPER.curve(deltas, stride);

            for (int i = 0; i <= 20; i++) {
                assertThat(curve[i]).isCloseTo(i / 20.0, Offset.offset(1e-12));
            }
        }
    }

    @Test
    void refusesFramesOutsideTheEpisode() {
        assertThatThrownBy(() -> ProgressTarget.of(3, 11, 10)).hasMessage("frames 3 and 11 do not lie in 0..10");
    }
}
