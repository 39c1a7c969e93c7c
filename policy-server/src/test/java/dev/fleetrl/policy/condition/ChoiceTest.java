package dev.fleetrl.policy.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.Vec;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Q = (0, ln 2, ln 5): at β = 1 the weights are 1, 2 and 5, at β = 2 their roots. */
class ChoiceTest {
    private static final Vec SCORES = Vec.of(0, (float) Math.log(2), (float) Math.log(5));

    @Test
    void drawsByTheSoftmaxOfTheScores() {
        Choice choice = new Choice(3, 1);

        assertThat(choice.draw(SCORES, 0)).isZero();
        assertThat(choice.draw(SCORES, 1 / 8.0 - 1e-4)).isZero();
        assertThat(choice.draw(SCORES, 1 / 8.0 + 1e-4)).isEqualTo(1);
        assertThat(choice.draw(SCORES, 3 / 8.0 - 1e-4)).isEqualTo(1);
        assertThat(choice.draw(SCORES, 3 / 8.0 + 1e-4)).isEqualTo(2);
        assertThat(choice.draw(SCORES, Math.nextDown(1.0))).isEqualTo(2);
    }

    /** Weights 1, √2 and √5. */
    @Test
    void isMoreEvenAtAHigherTemperature() {
        Choice choice = new Choice(3, 2);
        double sum = 1 + Math.sqrt(2) + Math.sqrt(5);

        assertThat(choice.draw(SCORES, 1 / sum - 1e-4)).isZero();
        assertThat(choice.draw(SCORES, 1 / sum + 1e-4)).isEqualTo(1);
        assertThat(choice.draw(SCORES, (1 + Math.sqrt(2)) / sum + 1e-4)).isEqualTo(2);
    }

    @Test
    void takesTheFirstOfTheBestAtTemperatureZero() {
        Choice best = new Choice(4, 0);

        assertThat(best.draw(Vec.of(1, 3, 2, 3), 0)).isEqualTo(1);
        assertThat(best.draw(Vec.of(1, 3, 2, 3), Math.nextDown(1.0))).isEqualTo(1);
    }

    /** exp(1000) is no number. */
    @Test
    void takesScoresOfAnySize() {
        assertThat(new Choice(2, 1).draw(Vec.of(1000, 0), 0.999)).isZero();
        assertThat(new Choice(2, 1).draw(Vec.of(-1000, -1000), 0.6)).isEqualTo(1);
    }

    @Test
    void drawsAsOftenAsItSaysSeed3() {
        SplittableRandom random = new SplittableRandom(3);
        Choice choice = new Choice(3, 1);
        int draws = 20_000;
        int last = 0;
        for (int i = 0; i < draws; i++) {
            last += choice.draw(SCORES, random.nextDouble()) == 2 ? 1 : 0;
        }

        assertThat((double) last / draws).isCloseTo(5 / 8.0, within(0.01));
    }

    @Test
    void leavesToThePolicyWhatNobodyWishes() {
        Choice usual = new Choice(4, 0.5);

        assertThat(usual.wished(Choice.Wish.NONE)).isEqualTo(usual);
        assertThat(usual.wished(new Choice.Wish(OptionalInt.of(2), Optional.empty())))
                .isEqualTo(new Choice(2, 0.5));
        assertThat(usual.wished(new Choice.Wish(OptionalInt.empty(), Optional.of(0.0))))
                .isEqualTo(new Choice(4, 0));
    }

    @Test
    void refusesWhatNoPolicyCouldDo() {
        assertThatThrownBy(() -> new Choice.Wish(OptionalInt.of(17), Optional.empty()))
                .hasMessage("candidates 17 is not within 1 to 16");
        assertThatThrownBy(() -> new Choice(0, 1)).hasMessage("candidates 0 is not within 1 to 16");
        assertThatThrownBy(() -> new Choice(2, -0.1)).hasMessage("choice beta -0.1 must be 0 or more");
        assertThatThrownBy(() -> new Choice(2, Double.NaN)).hasMessage("choice beta NaN must be 0 or more");
    }
}
