package dev.fleetrl.value.recap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NStepAdvantageTest {
    private static final Offset<Float> EXACT = within(1e-6f);

    /** A success of five steps. */
    private static final float[] RETURNS = {-4, -3, -2, -1, 0};

    /** The value function is right except that it despairs at step 2. */
    private static final float[] VALUES = {-4, -3, -5, -1, 0};

    private static final int[] TAKEN_AT_2 = {2, 2, 5, 5, 5};

    @Test
    void looksTwoStepsAhead() {
        assertThat(NStepAdvantage.of(RETURNS, VALUES, 2)).containsExactly(new float[] {-3, 0, 3, 0, 0}, EXACT);
    }

    @Test
    void isMonteCarloWhenTheLookaheadOutlastsTheEpisode() {
        assertThat(NStepAdvantage.of(RETURNS, VALUES, 99)).containsExactly(new float[] {0, 0, 3, 0, 0}, EXACT);
    }

    /** Step 3 looks to step 4, the last there is; step 4 looks past the end. */
    @Test
    void bootstrapsFromTheLastStepButNotFromBeyond() {
        float[] hopeful = {-4, -3, -2, -1, -0.5f};

        assertThat(NStepAdvantage.of(RETURNS, hopeful, 1)).containsExactly(new float[] {0, 0, 0, -0.5f, 0.5f}, EXACT);
    }

    @Test
    void isZeroEverywhereForAPerfectValueFunction() {
        for (int lookahead = 1; lookahead <= 6; lookahead++) {
            assertThat(NStepAdvantage.of(RETURNS, RETURNS, lookahead)).containsOnly(new float[] {0}, EXACT);
        }
    }

    @Test
    void doesNotNoticeAConstantInTheValuesWhileItBootstraps() {
        float[] shifted = {-3, -2, -4, 0, 1};

        float[] plain = NStepAdvantage.of(RETURNS, VALUES, 2);
        float[] moved = NStepAdvantage.of(RETURNS, shifted, 2);

        assertThat(new float[] {moved[0], moved[1], moved[2]})
                .containsExactly(new float[] {plain[0], plain[1], plain[2]}, EXACT);
    }

    /** Up to the takeover V falls by 3 more than it should; steps 0 and 1 lose one and two steps of time besides. */
    @Test
    void doesNotLookPastATakeoverAndLosesTheTimeThatIsLeft() {
        assertThat(NStepAdvantage.of(RETURNS, VALUES, 3, TAKEN_AT_2))
                .containsExactly(new float[] {-4, -5, 3, 0, 0}, EXACT);
        assertThat(NStepAdvantage.of(RETURNS, VALUES, 3)).containsExactly(new float[] {0, 0, 3, 0, 0}, EXACT);
    }

    /** Nobody could have stood still for longer than the episode went on: three steps after the takeover. */
    @Test
    void losesNoMoreTimeThanTheEpisodeHad() {
        assertThat(NStepAdvantage.of(RETURNS, VALUES, 1000, TAKEN_AT_2))
                .containsExactly(new float[] {-6, -6, 3, 0, 0}, EXACT);
    }

    @Test
    void looksAsFarInSecondsWhateverTheRate() {
        assertThat(NStepAdvantage.lookaheadSteps(1, 50)).isEqualTo(50);
        assertThat(NStepAdvantage.lookaheadSteps(1, 10)).isEqualTo(10);
        assertThat(NStepAdvantage.lookaheadSteps(0.25, 10)).isEqualTo(3);
        assertThat(NStepAdvantage.lookaheadSteps(0.01, 10)).isEqualTo(1);
    }

    @Test
    void refusesToLookNowhereAndSeriesThatDoNotFit() {
        assertThatThrownBy(() -> NStepAdvantage.of(RETURNS, VALUES, 0)).hasMessage("lookahead 0 < 1");
        assertThatThrownBy(() -> NStepAdvantage.of(RETURNS, new float[4], 1))
                .hasMessage("5 returns but 4 values and 5 takeovers");
        assertThatThrownBy(() -> NStepAdvantage.of(RETURNS, VALUES, 1, new int[6]))
                .hasMessage("5 returns but 5 values and 6 takeovers");
    }
}
