package dev.fleetrl.controller.allocation;

import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodePlan;

/** One try at one seed of one collection; its episode's id follows from it, so that a person can read what an episode is. */
record Attempt(CollectionId collection, long seed, int number) {
    private static final String MARK = "-a";

    EpisodeId episode() {
        return new EpisodeId(collection + "-" + seed + MARK + number);
    }

    static Attempt of(EpisodePlan plan) {
        String id = plan.episode().value();
        int mark = id.lastIndexOf(MARK);
        boolean ours = mark >= 0 && id.substring(mark + MARK.length()).matches("[0-9]{1,9}");
        return new Attempt(
                plan.collection(), plan.seed(), ours ? Integer.parseInt(id.substring(mark + MARK.length())) : 0);
    }
}
