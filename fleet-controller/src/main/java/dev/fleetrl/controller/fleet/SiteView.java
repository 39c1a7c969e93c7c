package dev.fleetrl.controller.fleet;

import dev.fleetrl.contracts.SiteId;
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
        List<String> warnings) {}
