package dev.fleetrl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.evaluation.ThroughputEstimate.Episode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThroughputRatioTest {
    /** 3 in 1 h; u = 1/12, 1/12, -1/6, so the variance of log θ is 3/2 · 1/24 = 1/16. */
    private static final List<Episode> FASTER =
            List.of(new Episode(true, 900), new Episode(true, 900), new Episode(true, 1800));

    /** 2 in 2 h; u = 1/4, 1/4, -1/2, so the variance of log θ is 3/2 · 3/8 = 9/16. */
    private static final List<Episode> BASE =
            List.of(new Episode(true, 1800), new Episode(true, 1800), new Episode(false, 3600));

    /** Variance 10/16; Welch: (10/16)² / ((1/16)²/2 + (9/16)²/2) = 2.44, so t(0.975, 2) = 4.3027. */
    @Test
    void addsTheErrorsOfIndependentEpisodes() {
        RatioEstimate ratio = ThroughputRatio.of(FASTER, BASE);

        assertThat(ratio.ratio()).isCloseTo(3, within(1e-9));
        assertThat(ratio.interval().orElseThrow().high())
                .isCloseTo(3 * Math.exp(4.3027 * Math.sqrt(10 / 16.0)), within(0.01));
    }

    /** Differences 1/6, 1/6, -1/3: variance 3/2 · 1/6 = 1/4. */
    @Test
    void cancelsWhatPairsHaveInCommon() {
        RatioEstimate ratio = ThroughputRatio.paired(FASTER, BASE);

        assertThat(ratio.ratio()).isCloseTo(3, within(1e-9));
        assertThat(ratio.interval().orElseThrow().low()).isCloseTo(3 / Math.exp(4.3027 / 2), within(0.001));
    }

    /** (2 + ½)/2 h against ½/2 h is 5; the variance is 1/2.5 + 1/0.5 = 2.4. */
    @Test
    void isWideWhereASideNeverSucceeded() {
        List<Episode> never = List.of(new Episode(false, 3600), new Episode(false, 3600));

        RatioEstimate ratio = ThroughputRatio.of(BASE, never);

        assertThat(ratio.ratio()).isCloseTo(5, within(1e-9));
        assertThat(ratio.interval().orElseThrow().low())
                .isCloseTo(5 / Math.exp(1.959964 * Math.sqrt(2.4)), within(1e-9));
        assertThat(ThroughputRatio.paired(never, never).ratio()).isEqualTo(1);
    }

    @Test
    void isExactlyOneOfEqualEpisodesInPairs() {
        RatioEstimate ratio = ThroughputRatio.paired(BASE, BASE);

        assertThat(ratio.interval().orElseThrow()).isEqualTo(new Interval(1, 1));
    }

    @Test
    void hasNoIntervalFromOneEpisode() {
        assertThat(ThroughputRatio.of(FASTER.subList(0, 1), BASE).interval()).isEmpty();
        assertThat(ThroughputRatio.paired(FASTER.subList(0, 1), BASE.subList(0, 1))
                        .interval())
                .isEmpty();
    }

    @Test
    void refusesPairsThatAreNone() {
        assertThatThrownBy(() -> ThroughputRatio.paired(FASTER, BASE.subList(0, 2)))
                .hasMessageContaining("3 episodes cannot be paired with 2");
        assertThatThrownBy(() -> ThroughputRatio.of(List.of(), BASE)).hasMessageContaining("without robot time");
    }
}
