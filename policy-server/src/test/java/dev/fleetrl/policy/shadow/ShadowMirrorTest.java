package dev.fleetrl.policy.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Vec;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShadowMirrorTest {
    private static final PolicyVersion V1 = new PolicyVersion("v1");
    private static final PolicyVersion V2 = new PolicyVersion("v2");

    private final ShadowMirror mirror = new ShadowMirror(V2, V1, 3);

    @Test
    void wantsEachThirdQuestionOfItsBaseline() {
        assertThat(mirror.wants(V2)).isFalse();

        assertThat(IntStream.range(0, 7).mapToObj(question -> mirror.wants(V1)))
                .containsExactly(true, false, false, true, false, false, true);
    }

    /** |0.5 - 0|, |1 - 1| and |3 - 1|, |0 - 1|: means of 0.25 and 1.5. */
    @Test
    void measuresHowFarBothAreApart() {
        mirror.answered(Vec.of(0, 1), Optional.of(Vec.of(0.5f, 1)), 10);
        mirror.answered(Vec.of(1, 1), Optional.of(Vec.of(3, 0)), 20);

        ShadowMirror.Summary summary = mirror.summary();

        assertThat(summary.questions()).isEqualTo(2);
        assertThat(summary.failures()).isZero();
        assertThat(summary.meanDifference()).isCloseTo(0.875, within(1e-9));
        assertThat(summary.p99Millis()).isEqualTo(20);
    }

    @Test
    void countsARefusalAndAChunkOfAnotherSizeAsFailuresAndComparesThemWithNothing() {
        mirror.answered(Vec.of(0, 1), Optional.empty(), 1);
        mirror.answered(Vec.of(0, 1), Optional.of(Vec.of(0)), 1);
        mirror.answered(Vec.of(0, 1), Optional.of(Vec.of(1, 1)), 1);

        assertThat(mirror.summary().failures()).isEqualTo(2);
        assertThat(mirror.summary().meanDifference()).isEqualTo(0.5);
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(mirror.summary()).isEqualTo(new ShadowMirror.Summary(V2, V1, 0, 0, 0, 0));
    }

    @Test
    void asksOneOfAtLeastOne() {
        assertThatThrownBy(() -> new ShadowMirror(V2, V1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
