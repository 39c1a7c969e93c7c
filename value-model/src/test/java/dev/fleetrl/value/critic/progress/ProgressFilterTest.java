package dev.fleetrl.value.critic.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.PolicyVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressFilterTest {
    private static final ActionSource POLICY = new ActionSource.Policy(new PolicyVersion("v1"));
    private static final ActionSource PERSON = new ActionSource.Correction(new OperatorId("ada"));
    private static final double[] DELTAS = {0, 0.2, 0.1, -0.1, 0.3};

    /** dt = 2: the action at 1 is judged by c_13 = -0.1; those at 3 and 4 by the last pair. */
    @Test
    void leavesOutActionsThatLedBack() {
        assertThat(new ProgressFilter(0.5).masked(DELTAS, 2, 0.9, List.of(POLICY, POLICY, POLICY, POLICY, POLICY)))
                .containsExactly(false, true, false, false, false);
    }

    @Test
    void leavesOutAWholeEpisodeThatDoesNotGetOnButNoCorrectionInIt() {
        assertThat(new ProgressFilter(0.5).masked(DELTAS, 2, 0.4, List.of(POLICY, PERSON, PERSON, POLICY, POLICY)))
                .containsExactly(true, false, false, true, true);
    }
}
