package dev.fleetrl.robot.arm.ros;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClockOffsetTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Ten times a second, 2 to 40 ms under way, and a clock that is 3 s behind ours: the shortest way counts. */
    @Test
    void takesTheShortestWayOfThirtySeconds() {
        ClockOffset offset = new ClockOffset();
        SplittableRandom random = new SplittableRandom(1);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 300; i++) {
            long said = i * SECOND / 10;
            long way = TimeUnit.MILLISECONDS.toNanos(2 + random.nextInt(39));
            least = Math.min(least, way);
            offset.hear(said, said + way + 3 * SECOND);
        }

        assertThat(offset.nanos()).hasValue(3 * SECOND + least);
    }

    @Test
    void forgetsWhatWasHeardBeforeTheClockWasSet() {
        ClockOffset offset = new ClockOffset();
        assertThat(offset.nanos()).isEmpty();
        offset.hear(0, 0);
        assertThat(offset.nanos()).hasValue(0);

        for (int second = 0; second <= 32; second++) {
            offset.hear(second * SECOND - 5 * SECOND, second * SECOND);
        }

        assertThat(offset.nanos()).hasValue(5 * SECOND);
    }
}
