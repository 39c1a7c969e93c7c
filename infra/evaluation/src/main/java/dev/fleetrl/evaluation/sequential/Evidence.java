package dev.fleetrl.evaluation.sequential;

/**
 * Wealth of two bettors, as natural logarithms: one bets that the canary is better, its mirror that it is worse.
 *
 * @param highestForLog the highest that the first ever was; it is what decides, for a test may be stopped at any time
 */
public record Evidence(double forLog, double againstLog, double highestForLog, double highestAgainstLog) {
    static final Evidence NONE = new Evidence(0, 0, 0, 0);

    Evidence plus(double logForFactor, double logAgainstFactor) {
        double nextFor = forLog + logForFactor;
        double nextAgainst = againstLog + logAgainstFactor;
        return new Evidence(
                nextFor, nextAgainst, Math.max(highestForLog, nextFor), Math.max(highestAgainstLog, nextAgainst));
    }

    /**
     * Rollback goes first, should both ever have reached 1/α.
     *
     * @param alpha bound on the probability of each wrong decision, however often one looks
     */
    public Decision decision(double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha must be between 0 and 1, not " + alpha);
        }
        double needed = -Math.log(alpha);
        if (highestAgainstLog >= needed) {
            return Decision.ROLLBACK;
        }
        return highestForLog >= needed ? Decision.PROMOTE : Decision.UNDECIDED;
    }

    /** Of the canary being no better, valid at any time: min over time of 1/E. */
    public double pValue() {
        return Math.exp(-highestForLog);
    }
}
