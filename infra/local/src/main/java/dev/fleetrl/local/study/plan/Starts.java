package dev.fleetrl.local.study.plan;

/** First seeds of the starts of each purpose; no two purposes, seeds of a study or rounds ever meet. */
public enum Starts {
    DEMONSTRATIONS(100),
    PRACTICE(200),
    MORE_DEMONSTRATIONS(300),
    PLATEAU_DEMONSTRATIONS(500),
    PLATEAU_HELD_OUT(600),
    EXPERT(700),
    HELD_OUT(900);

    private static final long MILLION = 1_000_000;
    private static final int ROUNDS = 100;

    private final int millions;

    Starts(int millions) {
        this.millions = millions;
    }

    /** The first of so many seeds; refuses more than there are before those of the next round. */
    public long first(long seed, int round, int episodes) {
        if (episodes > Sizes.MOST) {
            throw new IllegalArgumentException("round " + round + " asks for " + episodes + " starts, and there are "
                    + Sizes.MOST + "; take a study with less practice");
        }
        return first(seed, round);
    }

    /**
     * The first of {@link Sizes#MOST} seeds.
     *
     * @param seed of the study, below 1000
     */
    public long first(long seed, int round) {
        if (seed < 0 || seed >= 1000 || round < 0 || round >= ROUNDS) {
            throw new IllegalArgumentException("seed " + seed + " or round " + round + " is out of range");
        }
        return millions * MILLION + seed * ROUNDS * Sizes.MOST + (long) round * Sizes.MOST;
    }
}
