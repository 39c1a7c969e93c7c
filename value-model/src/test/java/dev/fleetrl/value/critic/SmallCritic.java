package dev.fleetrl.value.critic;

import dev.fleetrl.value.SyntheticEpisodes;

/** Sizes that train within seconds. */
public final class SmallCritic {
    public static final CriticConfig CONFIG = withReferences(0);

    private SmallCritic() {}

    static CriticConfig withReferences(int references) {
        return new CriticConfig(
                new CriticSizes(SyntheticEpisodes.PIXELS, 4, 4, 24, 16, 41, references),
                8,
                0.01,
                0,
                0.5,
                0.001,
                0.05,
                1,
                0.25,
                0.25,
                0.2,
                0.5,
                1);
    }
}
