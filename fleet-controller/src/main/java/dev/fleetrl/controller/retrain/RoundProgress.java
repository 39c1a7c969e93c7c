package dev.fleetrl.controller.retrain;

import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRecord;
import dev.fleetrl.transport.Log;
import java.util.function.LongSupplier;

/** Writes down where a round stands, at most once a second while it does the same thing. */
final class RoundProgress {
    private static final System.Logger LOG = System.getLogger(RoundProgress.class.getName());
    private static final long INTERVAL_MILLIS = 1000;
    private static final double MILLIS_PER_SECOND = 1000;

    private final Log log;
    private final RoundId round;
    private final LongSupplier clockMillis;
    private String doing = "";
    private long beganAtMillis;
    private long writtenAtMillis;

    RoundProgress(Log log, RoundId round, LongSupplier clockMillis) {
        this.log = log;
        this.round = round;
        this.clockMillis = clockMillis;
    }

    /** The rest takes as long in proportion as what is done took. */
    void at(String what, double fraction) {
        double seconds = what.equals(doing) ? (clockMillis.getAsLong() - beganAtMillis) / MILLIS_PER_SECOND : 0;
        at(what, fraction, fraction > 0 ? seconds / fraction * (1 - fraction) : 0);
    }

    void at(String what, double fraction, double secondsLeft) {
        long now = clockMillis.getAsLong();
        boolean another = !what.equals(doing);
        if (another) {
            doing = what;
            beganAtMillis = now;
        }
        if (another || now - writtenAtMillis >= INTERVAL_MILLIS) {
            writtenAtMillis = now;
            log.publish(LogTopics.ROLLOUTS, new RoundRecord.Progress(round, what, fraction, secondsLeft))
                    .onFailure(cause -> LOG.log(WARNING, "cannot tell how round " + round + " goes", cause));
        }
    }
}
