package dev.fleetrl.policy.data;

import static dev.fleetrl.policy.data.Pool.CORRECTION;
import static dev.fleetrl.policy.data.Pool.DEMONSTRATION;
import static dev.fleetrl.policy.data.Pool.OLD;
import static dev.fleetrl.policy.data.Pool.RECENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourceMixTest {
    private static final Map<Pool, Double> WISHED = Map.of(DEMONSTRATION, 0.5, CORRECTION, 0.2, RECENT, 0.2, OLD, 0.1);

    @Test
    void drawsAsWished() {
        SourceMix mix = new SourceMix(WISHED, Set.of(DEMONSTRATION, CORRECTION, RECENT, OLD));
        SplittableRandom random = new SplittableRandom(3);

        long corrections = Stream.generate(() -> mix.draw(random))
                .limit(10_000)
                .filter(source -> source == CORRECTION)
                .count();

        assertThat(corrections / 10_000.0).isCloseTo(0.2, within(0.015));
    }

    /** 0.2 + 0.1 of the policy's own, beside 0.5 and 0.2. */
    @Test
    void givesTheShareOfOldPracticeToTheRecent() {
        SourceMix mix = new SourceMix(WISHED, Set.of(DEMONSTRATION, CORRECTION, RECENT));

        assertThat(mix.share(RECENT)).isCloseTo(0.3, within(1e-9));
        assertThat(mix.share(DEMONSTRATION)).isCloseTo(0.5, within(1e-9));
        assertThat(mix.share(OLD)).isZero();
    }

    /** 0.5 : 0.3 without corrections. */
    @Test
    void givesTheShareOfAnAbsentSourceToTheOthers() {
        SourceMix mix = new SourceMix(WISHED, Set.of(DEMONSTRATION, RECENT));

        assertThat(mix.share(DEMONSTRATION)).isCloseTo(0.625, within(1e-9));
        assertThat(mix.share(CORRECTION)).isZero();
    }

    @Test
    void neverDrawsASourceOfWeightZero() {
        SourceMix mix = new SourceMix(Map.of(DEMONSTRATION, 1.0), Set.of(DEMONSTRATION, RECENT));
        SplittableRandom random = new SplittableRandom(4);

        assertThat(Stream.generate(() -> mix.draw(random)).limit(1000)).containsOnly(DEMONSTRATION);
    }

    @Test
    void refusesANegativeWeight() {
        assertThatThrownBy(() -> new SourceMix(Map.of(DEMONSTRATION, 1.0, RECENT, -0.5), Set.of(DEMONSTRATION, RECENT)))
                .hasMessageEndingWith("must not be negative: RECENT");
    }

    @Test
    void refusesToLearnFromNothing() {
        assertThatThrownBy(() -> new SourceMix(Map.of(DEMONSTRATION, 1.0), Set.of(RECENT)))
                .hasMessageContaining("leave nothing to learn from");
    }
}
