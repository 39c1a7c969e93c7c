package dev.fleetrl.value.critic.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ValueOrderTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-12);

    /** Forward v = 0.5, 0.25, 0.625, 0.8125 (mix_f): ranks 2 1 3 4, ρ = 1 − 6·2/60. Reversed v rises: ρ = 1. */
    @Test
    void comparesTheValuesWithTime() {
        double[] forward = {0, 0.5, -0.5, 0.5, 0.5};
        double[] reversed = {0, -0.1, -0.1, -0.1, -0.1};

        ValueOrder order = ValueOrder.of(forward, reversed, 1, ValueRecursion.MIX_F);

        assertThat(order.voc()).isCloseTo(0.8, EXACT);
        assertThat(order.vroc()).isCloseTo(1, EXACT);
        assertThat(order.negativeRate()).isCloseTo(0.25, EXACT);
        assertThat(order.f1()).isCloseTo(1.6 / 1.8, EXACT);
    }

    @Test
    void isMinusOneForAnEpisodeThatUndoesItself() {
        assertThat(ValueOrder.correlation(new double[] {0, 0.9, 0.6, 0.2})).isCloseTo(-1, EXACT);
    }

    @Test
    void hasNoHarmonicMeanOfWhatIsNotPositive() {
        assertThat(new ValueOrder(-0.5, 0.6, 0).f1()).isZero();
        assertThat(new ValueOrder(0.6, 0, 0).f1()).isZero();
    }

    @Test
    void needsTwoFrames() {
        assertThatThrownBy(() -> ValueOrder.of(new double[1], new double[1], 1, ValueRecursion.PAPER))
                .hasMessage("an episode of one frame has no order");
    }
}
