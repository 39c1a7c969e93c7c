package dev.fleetrl.policy.condition;

import java.util.SplittableRandom;

/**
 * Says nothing of the advantage in a share of the training examples, so that one network holds both branches of guidance
 * (π*0.6, App. F: 0.30; it stands in for the weight α between the two losses). Never turns an indicator round.
 */
public record IndicatorDropout(double probability) {
    public IndicatorDropout {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("indicator dropout " + probability + " is not within 0 to 1");
        }
    }

    public Indicator apply(Indicator indicator, SplittableRandom random) {
        return random.nextDouble() < probability ? Indicator.NONE : indicator;
    }
}
