package dev.fleetrl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.evaluation.AlarmQuality.Scored;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmQualityTest {
    private static final List<Scored> FIVE = List.of(
            new Scored(0.1, false),
            new Scored(0.9, true),
            new Scored(0.8, false),
            new Scored(0.5, true),
            new Scored(0.2, true));

    /** Alarms at .9 and .8: one of two is right, one of three failures is found; at random two of five would be. */
    @Test
    void raisesTheHighestScores() {
        AlarmQuality quality = AlarmQuality.atBudget(FIVE, 2);

        assertThat(quality.precision()).hasValue(0.5);
        assertThat(quality.recall()).hasValue(1 / 3.0);
        assertThat(quality.precisionByChance()).hasValue(0.6);
        assertThat(quality.recallByChance()).hasValue(0.4);
        assertThat(quality.precisionInterval()).isEqualTo(WilsonInterval.of(1, 2));
        assertThat(quality.recallInterval()).isEqualTo(WilsonInterval.of(1, 3));
    }

    @Test
    void raisesAllWithinALargeBudget() {
        assertThat(AlarmQuality.atBudget(FIVE, 9)).isEqualTo(new AlarmQuality(3, 5, 3, 5));
    }

    @Test
    void raisesNoneOfEqualScoresThatWouldExceedTheBudget() {
        AlarmQuality quality = AlarmQuality.atBudget(List.of(new Scored(1, true), new Scored(1, false)), 1);

        assertThat(quality).isEqualTo(new AlarmQuality(0, 0, 1, 2));
        assertThat(quality.precision()).isEmpty();
    }

    @Test
    void hasNoRecallWithoutAFailure() {
        assertThat(AlarmQuality.atBudget(List.of(new Scored(1, false)), 1).recall())
                .isEmpty();
    }
}
