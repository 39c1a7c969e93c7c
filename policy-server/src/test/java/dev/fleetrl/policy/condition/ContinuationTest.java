package dev.fleetrl.policy.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContinuationTest {
    /** As the authors' own code computes it for a horizon of 16, of which 5 were executed. */
    @Test
    void weighsAsThePaperDoes() {
        Continuation continuation = new Continuation(11, 4);

        double[] weights =
                IntStream.range(0, 16).mapToDouble(continuation::weight).toArray();

        assertThat(weights)
                .containsExactly(
                        new double[] {1, 1, 1, 1, .712, .488, .316, .189, .099, .041, .010, 0, 0, 0, 0, 0},
                        within(5e-4));
    }

    @Test
    void pullsAsThePaperDoesButNeverHarderThanFive() {
        assertThat(Continuation.pull(0.5)).isCloseTo(2.00, within(1e-9));
        assertThat(Continuation.pull(0.2)).isCloseTo(4.25, within(1e-9));
        assertThat(Continuation.pull(0.8)).isCloseTo(4.25, within(1e-9));
        assertThat(Continuation.pull(0.1)).isEqualTo(5);
        assertThat(Continuation.pull(0)).isEqualTo(5);
        assertThat(Continuation.pull(1)).isEqualTo(5);
    }

    @Test
    void refusesADelayLongerThanWhatWasPlanned() {
        assertThatThrownBy(() -> new Continuation(3, 4)).hasMessageContaining("3 planned actions after 4");
        assertThatThrownBy(() -> new Continuation(0, 0)).hasMessageContaining("0 planned actions");
    }
}
