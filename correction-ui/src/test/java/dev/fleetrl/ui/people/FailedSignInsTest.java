package dev.fleetrl.ui.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FailedSignInsTest {
    private static final long MINUTE = FailedSignIns.WINDOW_MILLIS;

    private final FailedSignIns failed = new FailedSignIns();

    @Test
    void tellOneAnAddressAndMinuteAndTheOthersAsANumber() {
        assertThat(failed.isTold("10.0.0.1", 0)).isTrue();
        assertThat(failed.isTold("10.0.0.1", 1)).isFalse();
        assertThat(failed.isTold("10.0.0.1", 2)).isFalse();
        assertThat(failed.isTold("10.0.0.2", 3)).isTrue();

        assertThat(failed.over(MINUTE - 1)).isEmpty();
        assertThat(failed.over(MINUTE + 3)).isEqualTo(Map.of("10.0.0.1", 2));
        assertThat(failed.isTold("10.0.0.1", MINUTE + 4)).isTrue();
    }

    @Test
    void countVeryManyAddressesTogether() {
        for (int i = 0; i < FailedSignIns.MOST_ADDRESSES; i++) {
            assertThat(failed.isTold("address-" + i, 0)).isTrue();
        }

        assertThat(failed.isTold("one", 0)).isTrue();
        assertThat(failed.isTold("two", 0)).isFalse();
        assertThat(failed.over(MINUTE)).isEqualTo(Map.of("other addresses", 1));
    }
}
