package dev.fleetrl.controller.fleet;

import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.controller.roster.Liveness;
import dev.fleetrl.controller.roster.RobotView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The site at a glance.
 *
 * @param connected whether the robots' broker is there
 * @param episodes sealed so far
 * @param diskUsed share of the data folder's disk
 * @param paused why no new episode starts
 */
public record SiteView(
        SiteId site,
        boolean connected,
        int live,
        int stale,
        int lost,
        int episodes,
        double diskUsed,
        Optional<String> paused,
        List<String> warnings) {
    private static final double DISK_WARNING = 0.80;
    private static final double DISK_PAUSE = 0.95;

    /** @param trouble of sealing; empty where there is none */
    static SiteView of(
            SiteId site, boolean connected, List<RobotView> robots, int episodes, double disk, String trouble) {
        List<String> warnings = new ArrayList<>();
        if (disk >= DISK_WARNING) {
            warnings.add(String.format("the data folder's disk is %.0f %% full; free some space", disk * 100));
        }
        if (!trouble.isEmpty()) {
            warnings.add(trouble);
        }
        return new SiteView(
                site,
                connected,
                count(robots, Liveness.LIVE),
                count(robots, Liveness.STALE),
                count(robots, Liveness.LOST),
                episodes,
                disk,
                paused(disk),
                warnings);
    }

    /** Why no new episode starts on a disk that is so full. */
    static Optional<String> paused(double disk) {
        return disk >= DISK_PAUSE
                ? Optional.of("the data folder's disk is nearly full; free some space")
                : Optional.empty();
    }

    private static int count(List<RobotView> robots, Liveness liveness) {
        return (int)
                robots.stream().filter(robot -> robot.liveness() == liveness).count();
    }
}
