package dev.fleetrl.contracts;

import java.util.Map;
import java.util.Optional;

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
 */
public record TrainingJob(
        PolicyVersion version,
        Optional<PolicyVersion> parent,
        Snapshot snapshot,
        Optional<LabelRunId> labelRun,
        String recipe,
        int steps,
        long seed,
        Map<String, Double> settings) {}
