package dev.fleetrl.value.critic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.value.critic.watch.WatchConfig;
import dev.fleetrl.value.critic.watch.Watched;
import java.util.List;
import org.junit.jupiter.api.Test;

class CriticScoresTest {
    /** A question a second (stride 2 at 2 Hz): headway in the first, then none for two, then headway again. */
    @Test
    void ranksByTheSecondsWithoutHeadway() {
        double[] forward = {0, 0, 0.3, 0, 0, 0, 0.01, 0, 0.4};
        CriticScores scores = new CriticScores(forward, new double[9], new double[9], 2, false);

        assertThat(scores.watched(2, 0.02)).isEqualTo(new Watched(List.of(0.0, 1.0, 2.0, 0.0), 1, true));
    }

    /** A slide at 3 s, resumed at 4 s and 5 s; then stalled for 3 s: two calls, of which no ranking by stalls knows the first. */
    @Test
    void countsTheCallsThatTheFleetWouldHaveMade() {
        WatchConfig config = new WatchConfig(true, 3, 0.05, 2, -0.1, 2, 10);
        double[] forward = {0, 0.4, -0.2, -0.2, 0.3, 0.3, 0, 0, 0};
        CriticScores scores = new CriticScores(forward, new double[9], new double[9], 1, true);

        assertThat(scores.called(1, config))
                .isEqualTo(new Watched(List.of(0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0), 1, false));
    }
}
