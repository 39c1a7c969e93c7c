package dev.fleetrl.evaluation;

/**
 * What people's time brings (Hoque et al., Fleet-DAgger, CoRL 2022).
 *
 * @param operatorMinutes with reaching the console and resetting
 */
public record ReturnOnHumanEffort(int autonomousSuccesses, double operatorMinutes) {
    private static final double SECONDS_PER_MINUTE = 60;

    public ReturnOnHumanEffort {
        if (autonomousSuccesses < 0 || !(operatorMinutes >= 0)) {
            throw new IllegalArgumentException(
                    autonomousSuccesses + " successes in " + operatorMinutes + " operator minutes cannot be");
        }
    }

    /** Autonomous successes per operator minute; infinite where nobody worked and something succeeded, 0 where nothing did. */
    public double perMinute() {
        return autonomousSuccesses == 0 ? 0 : autonomousSuccesses / operatorMinutes;
    }

    /** The benchmark's form, {@code successes / (1 + human actions)}, with a second of operator time as one action: always finite. */
    public double rohe() {
        return autonomousSuccesses / (1 + operatorMinutes * SECONDS_PER_MINUTE);
    }
}
