package dev.fleetrl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class InterventionRateTest {
    private static final InterventionRate RATE = new InterventionRate(10, 3, 4, 60, 1200, 0.5);

    @Test
    void isCountedPerEpisodeHourAndStep() {
        assertThat(RATE.perEpisode()).isEqualTo(0.4);
        assertThat(RATE.perRobotHour()).isEqualTo(8);
        assertThat(RATE.stepShare()).isEqualTo(0.05);
        assertThat(RATE.meanSteps()).isEqualTo(15);
        assertThat(RATE.episodeShareInterval()).isEqualTo(WilsonInterval.of(3, 10));
    }

    @Test
    void isZeroOfNothing() {
        InterventionRate nothing = new InterventionRate(0, 0, 0, 0, 0, 0);

        assertThat(nothing.perEpisode() + nothing.perRobotHour() + nothing.stepShare() + nothing.meanSteps())
                .isZero();
    }

    @Test
    void refusesMoreIntervenedEpisodesThanInterventions() {
        assertThatThrownBy(() -> new InterventionRate(10, 3, 2, 60, 1200, 0.5))
                .hasMessageContaining("3 of 10 episodes");
    }
}
