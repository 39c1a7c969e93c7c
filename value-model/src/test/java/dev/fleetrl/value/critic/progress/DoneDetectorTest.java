package dev.fleetrl.value.critic.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Vec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoneDetectorTest {
    private static final DoneTrace RIGHT = new DoneTrace(Vec.of(0.1f, 0.1f, 0.2f, 0.2f, 0.3f, 0.9f), true);
    private static final DoneTrace TIMID = new DoneTrace(Vec.of(0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.4f), true);
    private static final DoneTrace EARLY = new DoneTrace(Vec.of(0.1f, 0.7f, 0.1f, 0.2f, 0.8f, 0.8f), true);
    private static final DoneTrace FAILED = new DoneTrace(Vec.of(0.1f, 0.5f, 0.6f, 0.5f, 0.5f, 0.5f), false);

    @Test
    void countsOneFiringAnEpisodeAndOnlyLateOnesOfSuccessesAsRight() {
        assertThat(DoneDetector.at(0.65, List.of(RIGHT, TIMID, EARLY, FAILED)))
                .isEqualTo(new DoneDetector.Calibrated(0.65, 0.5, 1.0 / 3, 2));
        assertThat(DoneDetector.at(0.95, List.of(RIGHT, FAILED))).isEqualTo(new DoneDetector.Calibrated(0.95, 0, 0, 0));
    }

    /** At 0.4 all 14 fire and 12 of them are right; at 0.9 only the ten sure ones do. */
    @Test
    void takesTheThresholdWithTheHighestRecallAtTheWantedPrecision() {
        List<DoneTrace> episodes = copies(RIGHT, 10);
        episodes.addAll(copies(TIMID, 2));
        episodes.addAll(copies(FAILED, 2));

        assertThat(DoneDetector.calibrate(episodes, 0.8))
                .isEqualTo(new DoneDetector.Calibrated(0.4f, 12 / 14.0, 1, 14));
        assertThat(DoneDetector.calibrate(episodes, 0.9))
                .isEqualTo(new DoneDetector.Calibrated(0.9f, 1, 10 / 12.0, 10));
    }

    @Test
    void staysUnusableOnTooFewEpisodes() {
        DoneDetector detector = DoneDetector.calibrate(copies(RIGHT, 9), 0.9);

        assertThat(detector)
                .isEqualTo(new DoneDetector.Unusable("no threshold reaches precision 0.9 with at least 10 firings on 9"
                        + " calibration episodes; collect more episodes"));
        assertThat(detector.saysDone(1)).isFalse();
        assertThat(new DoneDetector.Calibrated(0.5, 1, 1, 10).saysDone(0.5)).isTrue();
    }

    private static List<DoneTrace> copies(DoneTrace trace, int count) {
        List<DoneTrace> copies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            copies.add(trace);
        }
        return copies;
    }
}
