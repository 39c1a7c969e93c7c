package dev.fleetrl.policy.data;

import dev.fleetrl.policy.chunk.Acted;
import dev.fleetrl.policy.chunk.SourceKind;
import java.util.Optional;

/**
 * One step to learn from.
 *
 * @param observation its index in the set's observations
 * @param label none where there is no label run
 */
public record TrainingStep(int observation, Acted acted, Optional<StepLabel> label, Origin origin) {
    public SourceKind source() {
        return acted.source();
    }

    TrainingStep ofNewestPractice() {
        return new TrainingStep(observation, acted, label, new Origin(origin.succeeded(), origin.assisted(), true));
    }
}
