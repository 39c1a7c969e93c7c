package dev.fleetrl.value.function;

import dev.fleetrl.value.SyntheticEpisodes;

/** Sizes that train within a second. */
public final class SmallValueFunction {
    public static final ValueFunctionConfig CONFIG = withLearningRate(0.01);

    private SmallValueFunction() {}

    static ValueFunctionConfig withLearningRate(double rate) {
        return new ValueFunctionConfig(SyntheticEpisodes.PIXELS, 4, 4, 24, 16, 41, 16, rate, 0, 0.01, 0.25, 1);
    }
}
