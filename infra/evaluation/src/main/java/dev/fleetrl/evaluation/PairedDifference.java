package dev.fleetrl.evaluation;

import java.util.List;

/** What one way has over another in success rate, training by training: Student's 95 % interval of the mean difference. */
public final class PairedDifference {
    private PairedDifference() {}

    /**
     * Answers the interval of {@code mean(p1 - p0)}, {@code d ± t(0.975, n-1) sd(d)/√n}. What a training's seed and demonstrations
     * do to both sides cancels. Of one training there is no spread to go by: then it is Newcombe's, over trials.
     *
     * @throws IllegalArgumentException where the i-th of one has no i-th of the other
     */
    public static Interval of(List<Trials> trainings1, List<Trials> trainings0) {
        int n = trainings1.size();
        if (n != trainings0.size() || n == 0) {
            throw new IllegalArgumentException(n + " trainings cannot be paired with " + trainings0.size());
        }
        if (n == 1) {
            Trials one = trainings1.get(0);
            Trials zero = trainings0.get(0);
            return NewcombeDifference.of(one.successes(), one.trials(), zero.successes(), zero.trials());
        }
        double[] d = new double[n];
        double mean = 0;
        for (int i = 0; i < n; i++) {
            d[i] = trainings1.get(i).rate() - trainings0.get(i).rate();
            mean += d[i] / n;
        }
        double squares = 0;
        for (double difference : d) {
            squares += (difference - mean) * (difference - mean);
        }
        double margin = StudentT.twoSided95(n - 1) * Math.sqrt(squares / (n - 1) / n);
        return new Interval(mean - margin, mean + margin);
    }
}
