package dev.fleetrl.evaluation.sequential;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Many seeded runs of a test on pairs of Bernoulli episodes, looked at after every pair. */
final class Pairs {
    private static final int RUNS = 800;
    private static final int LONGEST = 1000;
    private static final double ALPHA = 0.05;
    private static final long SEED_20 = 20;

    private Pairs() {}

    /** Share of the runs that promoted, and after how many pairs these did. */
    record Promotions(double share, int medianPairs) {}

    static Promotions promotions(SuperiorityTest start, double canary, double baseline) {
        return promotions(start, canary, baseline, SuperiorityTest::after, test -> test.decision(ALPHA));
    }

    static Promotions promotions(NonInferiorityTest start, double canary, double baseline) {
        return promotions(start, canary, baseline, NonInferiorityTest::after, test -> test.decision(ALPHA));
    }

    private static <T> Promotions promotions(
            T start, double canary, double baseline, BiFunction<T, Block, T> after, Function<T, Decision> decision) {
        SplittableRandom random = new SplittableRandom(SEED_20);
        int[] pairs = new int[RUNS];
        int promoted = 0;
        for (int run = 0; run < RUNS; run++) {
            T test = start;
            for (int pair = 1; pair <= LONGEST; pair++) {
                test = after.apply(test, Block.pair(random.nextDouble() < canary, random.nextDouble() < baseline));
                Decision made = decision.apply(test);
                if (made == Decision.PROMOTE) {
                    pairs[promoted++] = pair;
                }
                if (made != Decision.UNDECIDED) {
                    break;
                }
            }
        }
        int[] ascending = Arrays.stream(pairs).limit(promoted).sorted().toArray();
        return new Promotions((double) promoted / RUNS, promoted == 0 ? LONGEST : ascending[promoted / 2]);
    }
}
