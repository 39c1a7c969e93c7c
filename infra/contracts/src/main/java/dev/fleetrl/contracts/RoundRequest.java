package dev.fleetrl.contracts;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for one round: snapshot, labels where the recipe needs them, training, warm-up. Idempotent by id.
 *
 * @param version the policy to make
 * @param collections whose sealed episodes form the snapshot
 * @param labels how to label; none for recipes without labels
 * @param publish whether practice episodes run it from then on
 */
public record RoundRequest(
        RoundId id,
        TaskId task,
        PolicyVersion version,
        Optional<PolicyVersion> parent,
        List<CollectionId> collections,
        String recipe,
        Optional<LabelSettings> labels,
        int steps,
        long seed,
        Map<String, Double> settings,
        boolean publish) {
    /** The same round under another id. */
    public RoundRequest withId(RoundId other) {
        return new RoundRequest(
                other, task, version, parent, collections, recipe, labels, steps, seed, settings, publish);
    }
}
