package dev.fleetrl.transport.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> log = new ArrayList<>();

    @Test
    void runsWhatIsDueInTheOrderInWhichItIsDue() {
        time.in(20, () -> log.add("second at " + time.nanoTime()));
        time.in(10, () -> log.add("first at " + time.nanoTime()));
        time.in(20, () -> log.add("third at " + time.nanoTime()));

        time.runFor(20);

        assertThat(log).containsExactly("first at 10", "second at 20", "third at 20");
    }

    @Test
    void standsWhereTheTimeIsUp() {
        time.in(11, () -> log.add("too late"));

        time.runFor(10);

        assertThat(time.nanoTime()).isEqualTo(10);
        assertThat(log).isEmpty();
    }

    @Test
    void recursUntilItIsCancelled() {
        VirtualTime.Timer timer = time.every(10, () -> log.add("tick at " + time.nanoTime()));

        time.runFor(25);
        timer.cancel();
        time.runFor(25);

        assertThat(log).containsExactly("tick at 10", "tick at 20");
    }

    @Test
    void failsWhenTheConditionCannotBeReached() {
        time.in(1, () -> log.add("last"));

        assertThatThrownBy(() -> time.runUntil(() -> false)).hasMessageContaining("nothing is left to do");
    }

    @Test
    void checksTheInvariantsAfterEachEvent() {
        time.afterEachEvent(() -> assertThat(log).hasSizeLessThan(2));
        time.every(10, () -> log.add("tick"));

        assertThatThrownBy(() -> time.runFor(100)).isInstanceOf(AssertionError.class);
        assertThat(time.nanoTime()).isEqualTo(20);
    }
}
