package dev.fleetrl.controller.allocation.operators;

import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.TaskId;
import java.util.Optional;

/**
 * A robot that may need a person.
 *
 * @param task absent between two episodes
 * @param sinceMillis when it began to
 */
public record Need(RobotId robot, SiteId site, Optional<TaskId> task, long sinceMillis, Signals signals) {
    public double waitedSeconds(long nowMillis) {
        return (nowMillis - sinceMillis) / 1000.0;
    }

    /**
     * What is measured of it. What nobody measures is 0.
     *
     * @param blocked it cannot go on without a person (C of C.U.R.)
     * @param uncertainty U: variance of the policy's actions as a share of the most there can be, 0 to 1
     * @param risk R: probability of a failure to come, 0 to 1
     * @param valueDrop the best P(success) of the episode less that of now, 0 to 1
     * @param stalledSeconds without a new best of the critic's progress
     */
    public record Signals(boolean blocked, double uncertainty, double risk, double valueDrop, double stalledSeconds) {
        /** Nothing is measured of a robot that cannot go on. */
        public static final Signals BLOCKED = new Signals(true, 0, 0, 0, 0);

        public Signals {
            if (!(uncertainty >= 0 && risk >= 0 && valueDrop >= 0 && stalledSeconds >= 0)) {
                throw new IllegalArgumentException("signals must be at least 0, not " + uncertainty + ", " + risk + ", "
                        + valueDrop + ", " + stalledSeconds);
            }
        }
    }
}
