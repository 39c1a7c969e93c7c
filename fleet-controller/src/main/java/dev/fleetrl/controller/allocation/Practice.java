package dev.fleetrl.controller.allocation;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.TaskId;
import java.util.List;
import java.util.Optional;

/**
 * What robots do when nobody asks for anything: practise without end, with the newest published policy, or show the task
 * while there is none.
 *
 * @param collection of what is shown; each policy practises in one of its own, for ε is chosen over the newest practice alone
 * @param firstSeed of the first collection; the others go on from there, so that no start comes twice
 * @param pace see {@link EpisodePlan#pace()}
 */
public record Practice(CollectionId collection, TaskId task, long firstSeed, double pace) {
    /** Where a policy practises, or the task is shown while there is none. */
    public CollectionId collectionOf(Optional<PolicyVersion> policy) {
        return policy.map(version -> new CollectionId(collection + "-" + version))
                .orElse(collection);
    }

    /** The collection of each episode that is practice of the task, in their order. */
    public List<CollectionId> collections(List<EpisodeManifest> episodes) {
        return episodes.stream()
                .map(EpisodeManifest::plan)
                .filter(plan -> plan.task().equals(task) && holds(plan))
                .map(EpisodePlan::collection)
                .toList();
    }

    /** Also of another task, and of a policy that practised where all did once. */
    boolean holds(EpisodePlan plan) {
        return plan.collection().equals(collection) || plan.collection().equals(collectionOf(version(plan.driver())));
    }

    static Optional<PolicyVersion> version(ActionSource driver) {
        return driver instanceof ActionSource.Policy policy ? Optional.of(policy.version()) : Optional.empty();
    }
}
