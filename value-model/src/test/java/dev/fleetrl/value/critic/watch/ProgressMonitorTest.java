package dev.fleetrl.value.critic.watch;

import static dev.fleetrl.value.critic.watch.ProgressMonitor.Call.SLIDING;
import static dev.fleetrl.value.critic.watch.ProgressMonitor.Call.STALLED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.value.critic.watch.ProgressMonitor.Call;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ProgressMonitorTest {
    /** Stalled after 3 s; sliding on a mean below -0.1 over 2 s; two good answers end a stretch. */
    private static final WatchConfig CONFIG = new WatchConfig(true, 3, 0.05, 2, -0.1, 2, 10);

    private final ProgressMonitor monitor = new ProgressMonitor(CONFIG, 0);
    private int second;

    @Test
    void isQuietWhileTheTaskGetsOn() {
        for (int i = 0; i < 10; i++) {
            assertThat(answer(0.2)).isEmpty();
        }
        assertThat(monitor.value()).isCloseTo(1 - Math.pow(0.8, 10), Offset.offset(1e-12));
    }

    @Test
    void callsOnceForAStretchWithoutANewBest() {
        answer(0.4);
        assertThat(answer(0.01)).isEmpty();
        assertThat(answer(0)).isEmpty();
        assertThat(answer(0.01)).contains(STALLED);
        for (int i = 0; i < 10; i++) {
            assertThat(answer(0)).isEmpty();
        }
    }

    @Test
    void callsForProgressThatFalls() {
        answer(0.4);
        assertThat(answer(-0.2)).isEmpty();
        assertThat(answer(-0.2)).contains(SLIDING);
        assertThat(answer(-0.2)).isEmpty();
    }

    /** Both answers after the call lie 0.05 above the low of 0.4; then the stall is counted anew. */
    @Test
    void mayCallAgainOnceProgressHasResumed() {
        answer(0.4);
        answer(0);
        answer(0);
        assertThat(answer(0)).contains(STALLED);
        answer(0.1);
        answer(0);
        assertThat(answer(0)).isEmpty();
        assertThat(answer(0)).isEmpty();
        assertThat(answer(0)).contains(STALLED);
    }

    @Test
    void countsAnewWhenAPersonHadTheRobot() {
        answer(0.4);
        answer(0);
        monitor.on(3000, 0, 1, false);
        second = 3;
        assertThat(answer(0)).isEmpty();
        assertThat(answer(0)).isEmpty();
        assertThat(answer(0)).contains(STALLED);
    }

    /** Two strides in one answer: -0.16 in 2 s is -0.08 a stride, above -0.1. */
    @Test
    void countsProgressByTheStride() {
        answer(0.4);
        second++;
        assertThat(monitor.on(1000L * ++second, -0.16, 2, true)).isEmpty();
    }

    /** After the gap the window from 2 s to 4 s is known in whole, although no answer has left it at 4 s. */
    @Test
    void seesASlideBehindAGap() {
        answer(0.4);
        second++;
        assertThat(monitor.on(1000L * ++second, 0, 2, true)).isEmpty();
        assertThat(answer(-0.4)).contains(SLIDING);
    }

    private Optional<Call> answer(double progress) {
        return monitor.on(1000L * ++second, progress, 1, true);
    }
}
