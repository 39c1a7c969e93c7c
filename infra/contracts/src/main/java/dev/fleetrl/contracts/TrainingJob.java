package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One training of the policy, as the controller hands it to a trainer process.
 *
 * @param version the policy to make
 * @param parent the policy whose training state it starts from; none starts from fresh weights
 * @param snapshot the only episodes it may read
 * @param labelRun the labels that condition it; none treats every step as positive (supervised fine-tuning)
 * @param recipe such as {@code recap} or {@code sft}
 * @param steps gradient steps
 * @param settings of the recipe, such as {@code learningRate}, {@code batch} and the sampler's fractions
 * @param collections that the snapshot was taken of, oldest first; empty, and absent from the message, where that is not known
 */
public record TrainingJob(
        PolicyVersion version,
        Optional<PolicyVersion> parent,
        Snapshot snapshot,
        Optional<LabelRunId> labelRun,
        String recipe,
        int steps,
        long seed,
        Map<String, Double> settings,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CollectionId> collections) {
    public TrainingJob {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings)); // the same job is the same bytes
        collections = List.copyOf(collections);
    }

    /** Of collections that nobody has put in order. */
    public TrainingJob(
            PolicyVersion version,
            Optional<PolicyVersion> parent,
            Snapshot snapshot,
            Optional<LabelRunId> labelRun,
            String recipe,
            int steps,
            long seed,
            Map<String, Double> settings) {
        this(version, parent, snapshot, labelRun, recipe, steps, seed, settings, List.of());
    }
}
