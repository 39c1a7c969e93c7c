package dev.fleetrl.evaluation.sequential;

/**
 * Bounded betting on a series X ≥ −1 whose mean is 0 at most under H0: {@code E *= 1 + λX}; the mirror bets on −X. A stake
 * λ below 1 that depends on the past alone keeps both from ruin and valid (Waudby-Smith and Ramdas, 2024).
 *
 * @param count of X so far, with their {@code sum} and the {@code sumOfSquares}
 */
public record Wagers(int count, double sum, double sumOfSquares, Evidence evidence) {
    static final Wagers NONE = new Wagers(0, 0, 0, Evidence.NONE);

    private static final double LARGEST_STAKE = 0.9;

    /**
     * Stakes {@code mean / (variance + mean²)}, which nearly maximises the growth of log E.
     *
     * @param mean of the past, as the test estimates it; negative lets the mirror bet
     */
    Wagers after(double x, double mean, double variance) {
        double second = variance + mean * mean;
        double stake = second == 0 ? 0 : mean / second;
        double better = Math.min(Math.max(stake, 0), LARGEST_STAKE);
        double worse = Math.min(Math.max(-stake, 0), LARGEST_STAKE);
        return new Wagers(
                count + 1,
                sum + x,
                sumOfSquares + x * x,
                evidence.plus(Math.log1p(better * x), Math.log1p(-worse * x)));
    }
}
