package dev.fleetrl.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CosineScheduleTest {
    private final CosineSchedule schedule = new CosineSchedule(1, 4, 100, 0.02);

    @Test
    void risesInAStraightLine() {
        assertThat(schedule.at(0)).isCloseTo(0.25, within(1e-3));
        assertThat(schedule.at(1)).isCloseTo(0.50, within(1e-3));
    }

    @Test
    void isHalfWayDownInTheMiddle() {
        assertThat(schedule.at(50)).isCloseTo(0.51, within(1e-9));
    }

    @Test
    void endsAtItsFloor() {
        assertThat(schedule.at(100)).isCloseTo(0.02, within(1e-9));
    }
}
