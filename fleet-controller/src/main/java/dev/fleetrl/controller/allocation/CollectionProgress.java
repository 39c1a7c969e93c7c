package dev.fleetrl.controller.allocation;

import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.Ending;
import java.util.Optional;

/**
 * How far a collection is.
 *
 * @param judged seeds with a verdict, or with none to be had ({@link Ending#isOfTheSeed}); those count in no rate but their own
 * @param successes of these, with or without help
 * @param running seeds that a robot is at
 * @param complete true when every seed has its verdict, or no more of them are wanted
 * @param etaSeconds at the rate so far; absent until the first verdict
 */
public record CollectionProgress(
        CollectionRequest request,
        int judged,
        int successes,
        int running,
        boolean complete,
        Optional<Double> etaSeconds) {
    public CollectionProgress withdrawn() {
        return new CollectionProgress(request, judged, successes, running, true, Optional.empty());
    }
}
