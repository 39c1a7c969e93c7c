package dev.fleetrl.evaluation;

import java.util.List;

/** How many of how many succeeded: of one policy, or one robot. */
public record Trials(int successes, int trials) {
    public Trials {
        if (successes < 0 || successes > trials) {
            throw new IllegalArgumentException(successes + " successes of " + trials + " trials");
        }
    }

    /** All together. */
    public static Trials sum(List<Trials> parts) {
        return new Trials(
                parts.stream().mapToInt(Trials::successes).sum(),
                parts.stream().mapToInt(Trials::trials).sum());
    }

    /** NaN of no trials. */
    public double rate() {
        return (double) successes / trials;
    }
}
