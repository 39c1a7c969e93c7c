package dev.fleetrl.policy.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.learning.Weights;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Blocks of two: of none, negative and positive. */
class IndicatorWeightsTest {
    @Test
    void aParentThatNeverHeardNegativeAnswersItAsPositive() {
        Weights begun = IndicatorWeights.introduced(parent(1, 2, 0, 0, 5, 6));

        assertThat(begun.of("policy/condition-of-indicator/w")).containsExactly(1, 2, 5, 6, 5, 6);
        assertThat(begun.of("policy/indicator")).containsExactly(1, 3, 3);
        assertThat(begun.of("policy/other")).containsExactly(7);
    }

    @Test
    void aParentThatHeardItKeepsIt() {
        Weights parent = parent(1, 2, 0, 4, 5, 6);

        assertThat(IndicatorWeights.introduced(parent)).isSameAs(parent);
    }

    @Test
    void aParentOfBeforeStaysAsItIs() {
        Weights parent = new Weights(Map.of("policy/indicator", new float[] {1, 2, 3}));

        assertThat(IndicatorWeights.introduced(parent)).isSameAs(parent);
    }

    private static Weights parent(float... own) {
        return new Weights(Map.of(
                "policy/condition-of-indicator/w",
                own,
                "policy/indicator",
                new float[] {1, 2, 3},
                "policy/other",
                new float[] {7}));
    }
}
