package dev.fleetrl.policy.recipe;

import dev.fleetrl.policy.chunk.SourceKind;
import dev.fleetrl.policy.data.StepLabel;
import dev.fleetrl.policy.data.TrainingSet;
import dev.fleetrl.policy.data.TrainingStep;
import java.util.List;
import java.util.Optional;

/** std(A) over the policy's own steps: the unit in which recipes measure advantages. */
public final class AdvantageSpread {
    private AdvantageSpread() {}

    /** Fails where there is nothing to measure, in the name of the recipe that wanted to. */
    public static double of(TrainingSet set, String recipe) {
        double[] advantages = set.episodes().stream()
                .flatMap(List::stream)
                .filter(step -> step.source() == SourceKind.POLICY)
                .map(TrainingStep::label)
                .flatMap(Optional::stream)
                .mapToDouble(StepLabel::advantage)
                .toArray();
        double mean = 0;
        for (double advantage : advantages) {
            mean += advantage / advantages.length;
        }
        double variance = 0;
        for (double advantage : advantages) {
            variance += (advantage - mean) * (advantage - mean) / advantages.length;
        }
        if (!(variance > 0)) {
            throw new IllegalArgumentException("recipe " + recipe + " needs labelled steps of the policy's own with"
                    + " different advantages, the snapshot has " + advantages.length
                    + " such steps; practise and label first, or use sft");
        }
        return Math.sqrt(variance);
    }
}
