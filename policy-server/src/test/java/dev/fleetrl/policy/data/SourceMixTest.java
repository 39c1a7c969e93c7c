package dev.fleetrl.policy.data;

import static dev.fleetrl.policy.chunk.SourceKind.CORRECTION;
import static dev.fleetrl.policy.chunk.SourceKind.DEMONSTRATION;
import static dev.fleetrl.policy.chunk.SourceKind.POLICY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.policy.chunk.SourceKind;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourceMixTest {
    private static final Map<SourceKind, Double> WISHED = Map.of(DEMONSTRATION, 0.5, CORRECTION, 0.2, POLICY, 0.3);

    @Test
    void drawsAsWished() {
        SourceMix mix = new SourceMix(WISHED, Set.of(DEMONSTRATION, CORRECTION, POLICY));
        SplittableRandom random = new SplittableRandom(3);

        long corrections = Stream.generate(() -> mix.draw(random))
                .limit(10_000)
                .filter(source -> source == CORRECTION)
                .count();

        assertThat(corrections / 10_000.0).isCloseTo(0.2, within(0.015));
    }

    /** 0.5 : 0.3 without corrections. */
    @Test
    void givesTheShareOfAnAbsentSourceToTheOthers() {
        SourceMix mix = new SourceMix(WISHED, Set.of(DEMONSTRATION, POLICY));

        assertThat(mix.share(DEMONSTRATION)).isCloseTo(0.625, within(1e-9));
        assertThat(mix.share(CORRECTION)).isZero();
    }

    @Test
    void neverDrawsASourceOfWeightZero() {
        SourceMix mix = new SourceMix(Map.of(DEMONSTRATION, 1.0), Set.of(DEMONSTRATION, POLICY));
        SplittableRandom random = new SplittableRandom(4);

        assertThat(Stream.generate(() -> mix.draw(random)).limit(1000)).containsOnly(DEMONSTRATION);
    }

    @Test
    void refusesANegativeWeight() {
        assertThatThrownBy(() -> new SourceMix(Map.of(DEMONSTRATION, 1.0, POLICY, -0.5), Set.of(DEMONSTRATION, POLICY)))
                .hasMessageEndingWith("must not be negative: POLICY");
    }

    @Test
    void refusesToLearnFromNothing() {
        assertThatThrownBy(() -> new SourceMix(Map.of(DEMONSTRATION, 1.0), Set.of(POLICY)))
                .hasMessageContaining("leave nothing to learn from");
    }
}
