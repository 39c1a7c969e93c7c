package dev.fleetrl.value.critic.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.Vec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoneDetectorTest {
    private static final DoneTrace RIGHT = new DoneTrace(Vec.of(0.1f, 0.1f, 0.2f, 0.2f, 0.3f, 0.9f), true);
    private static final DoneTrace TIMID = new DoneTrace(Vec.of(0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.4f), true);
    private static final DoneTrace EARLY = new DoneTrace(Vec.of(0.1f, 0.7f, 0.1f, 0.2f, 0.8f, 0.8f), true);
    private static final DoneTrace HASTY = new DoneTrace(Vec.of(0.1f, 0.9f, 0.1f, 0.1f, 0.1f, 0.1f), true);
    private static final DoneTrace HASTY_BUT_LESS_SURE =
            new DoneTrace(Vec.of(0.1f, 0.6f, 0.1f, 0.1f, 0.1f, 0.1f), true);
    private static final DoneTrace SILENT = new DoneTrace(Vec.of(0.1f, 0.1f, 0.1f), false);
    private static final DoneTrace FAILED = new DoneTrace(Vec.of(0.1f, 0.5f, 0.6f, 0.5f, 0.5f, 0.5f), false);

    /** At 0.65 the timid one and the failure stay silent; at 0.4 the failure fires too. */
    @Test
    void countsOneFiringAnEpisodeAndOnlyLateOnesOfSuccessesAsRight() {
        List<DoneTrace> episodes = List.of(RIGHT, TIMID, EARLY, FAILED);

        assertThat(DoneDetector.at(0.65, episodes))
                .isEqualTo(new DoneDetector.Calibrated(0.65, 0, 1 / 3.0, 1 / 3.0, 3, 1));
        assertThat(DoneDetector.at(0.4, episodes))
                .isEqualTo(new DoneDetector.Calibrated(0.4, 1, 1 / 3.0, 2 / 3.0, 3, 1));
    }

    /** At 0.4 all 22 fire, ten of them failures; at 0.9 only the ten sure ones do. */
    @Test
    void takesTheThresholdWithTheHighestRecallAtTheStatedRate() {
        List<DoneTrace> episodes = copies(RIGHT, 10);
        episodes.addAll(copies(TIMID, 2));
        episodes.addAll(copies(FAILED, 10));

        assertThat(DoneDetector.calibrate(episodes, 0.05))
                .isEqualTo(new DoneDetector.Calibrated(0.9f, 0, 0, 10 / 12.0, 12, 10));
    }

    /** At 0.4 all twelve timid and sure ones are found, but the hasty one is called done at its second frame. */
    @Test
    void holdsASuccessThatIsCalledTooEarlyForWrongAsWell() {
        List<DoneTrace> episodes = copies(RIGHT, 10);
        episodes.addAll(copies(TIMID, 2));
        episodes.add(HASTY_BUT_LESS_SURE);
        episodes.addAll(copies(SILENT, 10));

        assertThat(DoneDetector.calibrate(episodes, 0.1))
                .isEqualTo(new DoneDetector.Calibrated(0.4f, 0, 1 / 13.0, 12 / 13.0, 13, 10));
        assertThat(DoneDetector.calibrate(episodes, 0.05))
                .isEqualTo(new DoneDetector.Calibrated(0.9f, 0, 0, 10 / 13.0, 13, 10));
    }

    @Test
    void refusesToBeReliedOnBeforeItIsCalibrated() {
        DoneDetector few = DoneDetector.calibrate(copies(RIGHT, 9), 0.05);
        List<DoneTrace> blind = copies(HASTY, 10);
        blind.addAll(copies(FAILED, 10));

        assertThat(few)
                .isEqualTo(new DoneDetector.Unusable("there are 9 successes and 0 failures to calibrate it on, 10 of"
                        + " each are needed; collect more episodes"));
        assertThatThrownBy(few::calibrated)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the done detector is not calibrated: there are 9 successes");
        assertThat(DoneDetector.calibrate(blind, 0.05))
                .isEqualTo(new DoneDetector.Unusable("no threshold finds a success with at most 0.05 false positives on"
                        + " 20 calibration episodes; train the critic longer"));
        assertThat(new DoneDetector.Calibrated(0.5, 0, 0, 1, 10, 10)
                        .calibrated()
                        .saysDone(0.5))
                .isTrue();
    }

    private static List<DoneTrace> copies(DoneTrace trace, int count) {
        List<DoneTrace> copies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            copies.add(trace);
        }
        return copies;
    }
}
