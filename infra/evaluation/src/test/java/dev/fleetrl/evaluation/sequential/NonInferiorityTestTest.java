package dev.fleetrl.evaluation.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NonInferiorityTestTest {
    /** With margin 1/4 a win is X = 1: no stake first, then m = 1/2, v = 5/8 - 1/4 = 3/8 and λ = (1/2) / (5/8) = 0.8. */
    @Test
    void stakesWhatThePastSuggests() {
        Block win = Block.pair(true, false);
        NonInferiorityTest first = NonInferiorityTest.start(0.25).after(win);

        assertThat(first.wagers().evidence().forLog()).isZero();
        assertThat(first.after(win).wagers().evidence().forLog()).isCloseTo(Math.log(1.8), within(1e-12));
    }

    /** After one loss with margin 1/4, X = -0.6: m = -0.3, m / (v + m²) = -0.3 / 0.305, clipped to 0.9. */
    @Test
    void betsAgainstTheCanaryThatLoses() {
        Block loss = Block.pair(false, true);
        NonInferiorityTest second = NonInferiorityTest.start(0.25).after(loss).after(loss);

        assertThat(second.wagers().evidence().forLog()).isZero();
        assertThat(second.wagers().evidence().againstLog()).isCloseTo(Math.log(1 + 0.9 * 0.6), within(1e-12));
    }

    @Test
    void rollsBackWhatIsClearlyWorse() {
        NonInferiorityTest test = NonInferiorityTest.start(0.05);
        for (int i = 0; i < 10; i++) {
            test = test.after(Block.pair(false, true));
        }

        assertThat(test.decision(0.05)).isEqualTo(Decision.ROLLBACK);
    }

    @Test
    void ignoresABlockOfOneVersion() {
        NonInferiorityTest start = NonInferiorityTest.start(0.05);

        assertThat(start.after(new Block(3, 4, 0, 0))).isEqualTo(start);
    }

    @ParameterizedTest(name = "{1} against {0}, margin {2}")
    @CsvSource({".9, .85, .05, .033", ".9, .8, .10, .023"})
    void promotesAtTheMarginSeldom(double baseline, double canary, double margin, double expected) {
        assertThat(Pairs.promotions(NonInferiorityTest.start(margin), canary, baseline)
                        .share())
                .isCloseTo(expected, within(.017));
    }

    @ParameterizedTest(name = "{1} against {0}, margin {2}")
    @CsvSource({".9, .9, .10, 130", ".9, .95, .05, 95", ".95, .97, .05, 111"})
    void promotesTheEqualInTime(double baseline, double canary, double margin, int medianPairs) {
        Pairs.Promotions promotions = Pairs.promotions(NonInferiorityTest.start(margin), canary, baseline);

        assertThat(promotions.share()).isGreaterThan(0.98);
        assertThat((double) promotions.medianPairs()).isCloseTo(medianPairs, within(0.15 * medianPairs));
    }

    @Test
    void refusesAMarginOfEverything() {
        assertThatThrownBy(() -> NonInferiorityTest.start(1)).hasMessageContaining("[0, 1)");
    }
}
