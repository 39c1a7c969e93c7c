package dev.fleetrl.policy.shadow;

import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Vec;
import java.util.Arrays;
import java.util.Optional;

/**
 * Chooses which of a baseline's questions are put to a version in its shadow, too, and compares what both say. What the shadow
 * says is counted, and goes nowhere else.
 */
public final class ShadowMirror {
    private static final int REMEMBERED = 512;
    private static final double TAIL = 0.99;

    private final PolicyVersion shadow;
    private final PolicyVersion baseline;
    private final int every;
    private final double[] latestMillis = new double[REMEMBERED];
    private long heard;
    private long questions;
    private long failures;
    private double differences;

    /** @param every of so many questions that the baseline answers, one */
    public ShadowMirror(PolicyVersion shadow, PolicyVersion baseline, int every) {
        if (every < 1) {
            throw new IllegalArgumentException("one question of " + every + " cannot be put to a shadow");
        }
        this.shadow = shadow;
        this.baseline = baseline;
        this.every = every;
    }

    /**
     * How the shadow does.
     *
     * @param questions that were put to it
     * @param failures of them, those that it could not answer, or answered with something that is no chunk of the baseline's size
     * @param p99Millis of the latest 512
     * @param meanDifference |a_shadow − a_baseline|, over all elements of all chunks, in the robot's units
     */
    public record Summary(
            PolicyVersion shadow,
            PolicyVersion baseline,
            long questions,
            long failures,
            double p99Millis,
            double meanDifference) {}

    /** Whether the question that a version has just answered is one to ask. */
    public boolean wants(PolicyVersion answeredBy) {
        return answeredBy.equals(baseline) && heard++ % every == 0;
    }

    /**
     * What the shadow made of a question.
     *
     * @param said the baseline's actions
     * @param shadows the shadow's; none where it refused
     */
    public void answered(Vec said, Optional<Vec> shadows, double millis) {
        latestMillis[(int) (questions % REMEMBERED)] = millis;
        questions++;
        if (shadows.isEmpty() || shadows.get().size() != said.size()) {
            failures++;
            return;
        }
        double sum = 0;
        for (int i = 0; i < said.size(); i++) {
            sum += Math.abs((double) shadows.get().at(i) - said.at(i));
        }
        differences += sum / said.size();
    }

    public Summary summary() {
        double[] sorted = Arrays.copyOf(latestMillis, (int) Math.min(questions, REMEMBERED));
        Arrays.sort(sorted);
        double p99 =
                sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.floor(TAIL * sorted.length))];
        long compared = questions - failures;
        return new Summary(shadow, baseline, questions, failures, p99, compared == 0 ? 0 : differences / compared);
    }
}
