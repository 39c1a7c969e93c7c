package dev.fleetrl.policy.data;

import java.util.Optional;

/** Where training examples are drawn from: who acted, and for the policy's own steps, when. */
public enum Pool {
    DEMONSTRATION("demoFraction"),
    CORRECTION("correctionFraction"),
    /** The policy's own, in the newest practice. */
    RECENT("recentFraction"),
    /** The policy's own, before that. */
    OLD("oldFraction");

    private final String setting;

    Pool(String setting) {
        this.setting = setting;
    }

    /** The name of its share among a recipe's settings. */
    public String setting() {
        return setting;
    }

    /** Which share an absent pool's falls to; none shares it among all. */
    Optional<Pool> heir() {
        return switch (this) {
            case RECENT -> Optional.of(OLD);
            case OLD -> Optional.of(RECENT);
            default -> Optional.empty();
        };
    }

    /** None where nobody acted, or where what was done is left out. */
    public static Optional<Pool> of(TrainingStep step) {
        if (step.acted().leftOut()) {
            return Optional.empty();
        }
        return switch (step.source()) {
            case DEMONSTRATION -> Optional.of(DEMONSTRATION);
            case CORRECTION -> Optional.of(CORRECTION);
            case POLICY -> Optional.of(step.origin().newest() ? RECENT : OLD);
            case HOLD -> Optional.empty();
        };
    }
}
