package dev.fleetrl.simulation;

/**
 * Measures how long an attempt has made no headway, so that a policy which hovers is told apart from one that works.
 *
 * <p>A stage that is lost (a cube that is dropped) sets a new mark: going back for it is work, not a stall.
 */
final class ProgressClock {
    /** Less than this is a tremble, not headway. */
    private static final double HEADWAY_METRES = 0.01;

    private double best = Double.POSITIVE_INFINITY;
    private int stage;
    private long sinceMillis;

    void restart(long nowMillis) {
        best = Double.POSITIVE_INFINITY;
        sinceMillis = nowMillis;
    }

    /** Since the last headway. */
    long idleMillis(long nowMillis, int stageNow, double metresToGo) {
        if (stageNow != stage || metresToGo < best - HEADWAY_METRES) {
            stage = stageNow;
            best = metresToGo;
            sinceMillis = nowMillis;
        }
        return nowMillis - sinceMillis;
    }
}
