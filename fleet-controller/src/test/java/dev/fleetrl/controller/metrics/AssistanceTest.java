package dev.fleetrl.controller.metrics;

import static dev.fleetrl.controller.Fixtures.BY_V1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.evaluation.WilsonInterval;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssistanceTest {
    private static final EpisodeManifest ALONE = Episodes.practice("c", 1, BY_V1, Outcome.SUCCESS, 0);

    /** One takeover of 6 s in 36 s: 100 takeovers and 10 minutes an hour. z = ±½, se = ½ / 0.005 h; t(0.975, 1) = 12.7062. */
    @Test
    void countsWhatPeopleDidAnHourOfRobotTime() {
        Assistance help = Assistance.of(List.of(ALONE, Episodes.practice("c", 2, BY_V1, Outcome.SUCCESS, 60)));

        assertThat(help.share()).isEqualTo(0.5);
        assertThat(help.shareInterval()).isEqualTo(WilsonInterval.of(1, 2));
        assertThat(help.perEpisode()).isEqualTo(0.5);
        assertThat(help.perHour()).isCloseTo(100, within(1e-9));
        assertThat(help.perHourInterval().orElseThrow().high()).isCloseTo(100 + 1270.62, within(0.01));
        assertThat(help.minutesPerHour()).isCloseTo(10, within(1e-9));
        assertThat(help.stepShare()).isCloseTo(60 / 360.0, within(1e-12));
    }

    @Test
    void boundsTakeoversButNotMinutesWhereNobodyHelped() {
        Assistance help = Assistance.of(List.of(ALONE, ALONE));

        assertThat(help.perHourInterval().orElseThrow().high()).isCloseTo(3.688879 / 0.01, within(1e-6));
        assertThat(help.minutesPerHourInterval()).isEmpty();
    }
}
