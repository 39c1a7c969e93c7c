package dev.fleetrl.value.critic.watch;

/**
 * When the critic calls for a person.
 *
 * @param enabled whether it watches at all
 * @param stallSeconds without a new best of v: stalled
 * @param headway by which v must exceed its best to be a new one, so that noise is none
 * @param slideSeconds over which progress must have fallen on average: sliding
 * @param slideBelow the mean of c a stride below which that is so
 * @param clearAfter answers in a row with v above its low by the headway, after which a stretch is over and there may be
 *     another call
 * @param lateSeconds a step that is older says nothing of now: its robot sends what it had spooled
 */
public record WatchConfig(
        boolean enabled,
        double stallSeconds,
        double headway,
        double slideSeconds,
        double slideBelow,
        int clearAfter,
        double lateSeconds) {
    private static final double NEVER = 1e9;

    public WatchConfig {
        if (!(stallSeconds > 0 && slideSeconds > 0 && headway >= 0 && slideBelow <= 0 && clearAfter > 0)) {
            throw new IllegalArgumentException(
                    "stallSeconds, slideSeconds and clearAfter must be above 0, headway at least"
                            + " 0, slideBelow at most 0");
        }
    }

    /** Follows progress and leaves it to others what would be a call. */
    public static WatchConfig neverCalling(double headway) {
        return new WatchConfig(true, NEVER, headway, NEVER, -1, 1, NEVER);
    }
}
