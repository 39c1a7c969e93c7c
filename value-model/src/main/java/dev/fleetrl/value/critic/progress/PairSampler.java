package dev.fleetrl.value.critic.progress;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws what the critic learns from one successful episode, by VLAC's four rules of data construction.
 *
 * @param nearSteps distance of neighbouring frames; 0.2 s in the paper
 * @param stillBelow σ: neighbours that differ by less count as no progress, c := 0
 * @param wrongInstruction share of groups that are shown a wrong instruction, c := 0
 */
public record PairSampler(int nearSteps, double stillBelow, double wrongInstruction) {
    /** Says how much two frames of the episode differ, see {@link PixelDifference}. */
    public interface Difference {
        double between(int a, int b);
    }

    public PairSampler {
        if (nearSteps < 1) {
            throw new IllegalArgumentException("neighbouring frames are " + nearSteps + " steps apart, not at least 1");
        }
    }

    /**
     * The first frame and the far distance are drawn uniformly.
     *
     * @param last T, at least 1
     */
    public MiniGroup group(int last, Difference difference, SplittableRandom random) {
        int first = random.nextInt(last);
        int near = Math.min(last, first + nearSteps);
        int far = first + 1 + random.nextInt(last - first);
        boolean wrong = random.nextDouble() < wrongInstruction;
        double nearTarget = wrong ? 0 : target(first, near, last, difference);
        double farTarget = wrong ? 0 : target(first, far, last, difference);
        return new MiniGroup(first, near, far, wrong, List.of(nearTarget, -nearTarget, farTarget, -farTarget));
    }

    /** Only neighbours are asked whether anything moved: far frames may look alike although much was done between. */
    private double target(int first, int second, int last, Difference difference) {
        boolean neighbours = second - first <= nearSteps;
        return neighbours && difference.between(first, second) < stillBelow
                ? 0
                : ProgressTarget.of(first, second, last);
    }

    /**
     * Draws one finished and one unfinished frame, each uniformly.
     *
     * @param last T, at least 1
     */
    public static DonePair donePair(int last, SplittableRandom random) {
        int incompleteFrames = (int) Math.ceil(DoneLabel.INCOMPLETE_BEFORE * last);
        int firstComplete = (int) Math.floor(DoneLabel.COMPLETE_AFTER * last) + 1;
        return new DonePair(firstComplete + random.nextInt(last - firstComplete + 1), random.nextInt(incompleteFrames));
    }
}
