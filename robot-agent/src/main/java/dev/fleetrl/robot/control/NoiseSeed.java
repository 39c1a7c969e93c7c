package dev.fleetrl.robot.control;

/** The seed of a chunk's initial flow noise, so that an episode's plan fixes all its draws. */
public final class NoiseSeed {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private NoiseSeed() {}

    /** SplitMix64 (Steele, Lea, Flood 2014): seeds of neighbouring episodes and chunks have nothing in common. */
    public static long of(long episodeSeed, int chunk) {
        return mix(mix(episodeSeed) + GOLDEN_GAMMA * (chunk + 1L));
    }

    private static long mix(long seed) {
        long z = (seed ^ seed >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
