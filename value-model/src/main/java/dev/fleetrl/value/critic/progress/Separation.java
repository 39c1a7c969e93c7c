package dev.fleetrl.value.critic.progress;

/** How well a score tells two kinds of episodes apart. */
public final class Separation {
    private Separation() {}

    /**
     * Area under the ROC curve: the probability that a random one of {@code high} scores above a random one of {@code low};
     * a tie counts half. 0.5 where either is empty, for nothing is known then.
     */
    public static double auc(double[] high, double[] low) {
        if (high.length == 0 || low.length == 0) {
            return 0.5;
        }
        double wins = 0;
        for (double h : high) {
            for (double l : low) {
                wins += h > l ? 1 : h < l ? 0 : 0.5;
            }
        }
        return wins / ((double) high.length * low.length);
    }
}
