package dev.fleetrl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {
    private static final List<Trials> UNLIKE = List.of(new Trials(50, 100), new Trials(30, 100), new Trials(56, 100));

    /** 20, 22 and 18 points more: mean 20, sd 2, and t(0.975, 2) = 4.3027 times 2/√3 is 4.968. */
    @Test
    void seesAGainThatEveryTrainingHas() {
        Interval gain =
                PairedDifference.of(List.of(new Trials(70, 100), new Trials(52, 100), new Trials(74, 100)), UNLIKE);

        assertThat(gain.low()).isCloseTo(0.15032, within(1e-5));
        assertThat(gain.high()).isCloseTo(0.24968, within(1e-5));
    }

    @Test
    void goesByTrialsOfOneTraining() {
        assertThat(PairedDifference.of(List.of(new Trials(16, 20)), List.of(new Trials(9, 20))))
                .isEqualTo(NewcombeDifference.of(16, 20, 9, 20));
    }

    @Test
    void refusesTrainingsWithoutAPair() {
        assertThatThrownBy(() -> PairedDifference.of(UNLIKE.subList(0, 2), UNLIKE))
                .hasMessageContaining("2 trainings cannot be paired with 3");
        assertThatThrownBy(() -> PairedDifference.of(List.of(), List.of())).hasMessageContaining("0 trainings");
    }
}
