package dev.fleetrl.value.function;

import dev.fleetrl.value.SyntheticEpisodes;

/** Sizes that train within a second. */
public final class SmallValueFunction {
    public static final ValueFunctionConfig CONFIG =
            new ValueFunctionConfig(SyntheticEpisodes.PIXELS, 4, 4, 24, 16, 41, 16, 0.01, 0, 0.01, 0.25, 1);

    private SmallValueFunction() {}
}
