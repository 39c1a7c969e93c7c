package dev.fleetrl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlarmQualityTest {
    @Test
    void sharesItsHitsAmongAlarmsAndFailures() {
        AlarmQuality quality = new AlarmQuality(1, 2, 3);

        assertThat(quality.precision()).hasValue(0.5);
        assertThat(quality.recall()).hasValue(1 / 3.0);
        assertThat(quality.precisionInterval()).isEqualTo(WilsonInterval.of(1, 2));
        assertThat(quality.recallInterval()).isEqualTo(WilsonInterval.of(1, 3));
    }

    @Test
    void hasNoPrecisionWithoutAnAlarmAndNoRecallWithoutAFailure() {
        assertThat(new AlarmQuality(0, 0, 3).precision()).isEmpty();
        assertThat(new AlarmQuality(0, 2, 0).recall()).isEmpty();
    }
}
