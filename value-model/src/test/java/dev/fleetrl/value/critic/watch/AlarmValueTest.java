package dev.fleetrl.value.critic.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.evaluation.AlarmQuality;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Two failures and two successes of 6 minutes each, asked about once a minute: 0.4 hours. */
class AlarmValueTest {
    private static final Watched EARLY = watched(true, 0, 2, 5, 6, 7, 8);
    private static final Watched LATE = watched(true, 0, 0, 0, 0, 0, 9);
    private static final Watched SHAKY = watched(false, 0, 4, 4, 0, 0, 0);
    private static final Watched GOOD = watched(false, 0, 0, 1, 0, 0, 0);
    private static final List<Watched> EPISODES = List.of(EARLY, LATE, SHAKY, GOOD);

    /** From 5 on both failures are called for, 3 minutes and 0 minutes before their ends; 4 would be the third call. */
    @Test
    void takesTheLowestThresholdThatKeepsTheBudget() {
        assertThat(AlarmValue.at(EPISODES, 5, 60)).isEqualTo(new AlarmValue(5, 2 / 0.4, new AlarmQuality(1, 2, 2)));
        assertThat(AlarmValue.at(EPISODES, 5, 0)).isEqualTo(new AlarmValue(5, 2 / 0.4, new AlarmQuality(2, 2, 2)));
        assertThat(AlarmValue.at(EPISODES, 7.5, 0)).isEqualTo(new AlarmValue(2, 3 / 0.4, new AlarmQuality(2, 3, 2)));
    }

    @Test
    void makesNoCallWithoutABudget() {
        assertThat(AlarmValue.at(EPISODES, 2, 0).callsPerHour()).isZero();
    }

    /** Two random episodes of four: half of the calls fall into failures, and five sixths of those a minute early. */
    @Test
    void comparesWithCallsAtRandomMoments() {
        AlarmValue.AtRandom random = AlarmValue.random(EPISODES, 5, 60, 20_000, new SplittableRandom(1));

        assertThat(random.callsPerHour()).isCloseTo(5, Offset.offset(1e-9));
        assertThat(random.precision()).isCloseTo(0.5 * 5 / 6, Offset.offset(0.01));
        assertThat(random.recall()).isCloseTo(0.5 * 5 / 6, Offset.offset(0.01));
    }

    private static Watched watched(boolean failed, double... scores) {
        return new Watched(Arrays.stream(scores).boxed().toList(), 60, failed);
    }
}
