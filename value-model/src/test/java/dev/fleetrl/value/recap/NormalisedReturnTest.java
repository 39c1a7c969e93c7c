package dev.fleetrl.value.recap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NormalisedReturnTest {
    /** H_l = 8, C = 8. */
    private static final NormalisedReturn RETURN = NormalisedReturn.of(8, 1);

    @Test
    void countsTheStepsThatASuccessStillTakes() {
        assertThat(RETURN.returns(5, true)).containsExactly(-0.25f, -0.1875f, -0.125f, -0.0625f, 0f);
    }

    @Test
    void chargesAFailureItsCostAndKeepsItsRemainingTime() {
        assertThat(RETURN.returns(5, false)).containsExactly(-0.75f, -0.6875f, -0.625f, -0.5625f, -0.5f);
    }

    @Test
    void staysWithinMinusOneAndZeroForTheLongestEpisode() {
        assertThat(RETURN.returns(8, false)).startsWith(-15 / 16f).endsWith(-0.5f);
        assertThat(NormalisedReturn.of(8, 3).returns(8, false))
                .startsWith(-31 / 32f)
                .endsWith(-0.75f);
    }

    @Test
    void putsTheEdgeBetweenSuccessesAndFailures() {
        assertThat(RETURN.edge()).isEqualTo(-0.5);
        assertThat(NormalisedReturn.of(8, 3).edge()).isEqualTo(-0.25);
        assertThat(RETURN.returns(8, true)[0]).isGreaterThan((float) RETURN.edge());
    }

    @Test
    void paysOutStepByStepWhatTheWholeEpisodeCosts() {
        float[] g = RETURN.returns(7, false);

        double paid = 0;
        for (int t = 0; t + 1 < g.length; t++) {
            paid += g[t] - g[t + 1];
        }

        assertThat((float) paid).isEqualTo(g[0] - g[6]).isEqualTo(-6 / 16f);
    }

    /** H_l = 8: ten steps owe 9, 8, 7, …; the first two owe as much as the third, and stay above the edge of -0.5. */
    @Test
    void letsAnEpisodeThatWasHelpedBeyondTheLimitOweNoMoreThanTheLimit() {
        assertThat(RETURN.returns(10, true))
                .startsWith(-7 / 16f, -7 / 16f, -7 / 16f, -6 / 16f)
                .endsWith(0f);
        assertThat(RETURN.returns(10, false))
                .startsWith(-15 / 16f, -15 / 16f, -15 / 16f, -14 / 16f)
                .endsWith(-0.5f);
    }

    @Test
    void refusesANormalisationThatIsNone() {
        assertThatThrownBy(() -> NormalisedReturn.of(0, 1)).hasMessageContaining("horizon 0 < 1");
        assertThatThrownBy(() -> NormalisedReturn.of(1, -1)).hasMessageContaining("failure cost -1.0 < 0");
    }
}
