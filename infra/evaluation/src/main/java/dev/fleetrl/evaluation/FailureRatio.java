package dev.fleetrl.evaluation;

import java.util.Optional;

/**
 * {@code (f₁/n₁) / (f₀/n₀)}: how many times the failures, with Katz's interval on the log scale,
 * {@code se² = 1/f₁ - 1/n₁ + 1/f₀ - 1/n₀}.
 *
 * <p>Where a side never failed or always did, Katz's error is infinite or 0. Then half a failure and half a success are added to
 * both sides, {@code (f + ½)/(n + 1)}, in the ratio and in its error: no failure in 20 episodes is not a ratio of 0.
 */
public final class FailureRatio {
    private FailureRatio() {}

    public static RatioEstimate of(int failures1, int episodes1, int failures0, int episodes0) {
        require(failures1, episodes1);
        require(failures0, episodes0);
        boolean extreme = failures1 % episodes1 == 0 || failures0 % episodes0 == 0;
        double added = extreme ? 0.5 : 0;
        double f1 = failures1 + added;
        double n1 = episodes1 + 2 * added;
        double f0 = failures0 + added;
        double n0 = episodes0 + 2 * added;
        double error = Math.sqrt(1 / f1 - 1 / n1 + 1 / f0 - 1 / n0);
        return RatioEstimate.ofLog(Math.log(f1 / n1 / (f0 / n0)), Optional.of(WilsonInterval.Z * error));
    }

    private static void require(int failures, int episodes) {
        if (episodes < 1 || failures < 0 || failures > episodes) {
            throw new IllegalArgumentException(
                    "no failure rate from " + failures + " failures of " + episodes + " episodes");
        }
    }
}
