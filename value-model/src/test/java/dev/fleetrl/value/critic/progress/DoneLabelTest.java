package dev.fleetrl.value.critic.progress;

import static dev.fleetrl.value.critic.progress.DoneLabel.COMPLETE;
import static dev.fleetrl.value.critic.progress.DoneLabel.INCOMPLETE;
import static dev.fleetrl.value.critic.progress.DoneLabel.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DoneLabelTest {
    @Test
    void leavesOutTheStretchThatNobodyCanJudge() {
        assertThat(DoneLabel.of(79, 100)).isEqualTo(INCOMPLETE);
        assertThat(DoneLabel.of(80, 100)).isEqualTo(UNKNOWN);
        assertThat(DoneLabel.of(95, 100)).isEqualTo(UNKNOWN);
        assertThat(DoneLabel.of(96, 100)).isEqualTo(COMPLETE);
    }
}
