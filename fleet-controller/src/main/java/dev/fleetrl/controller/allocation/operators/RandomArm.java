package dev.fleetrl.controller.allocation.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Now and then the order is drawn at random among all who are open: without such a control nobody can tell what the policy's own
 * order is worth.
 *
 * @param share of the rankings, 0 to 1; 1 is the control alone
 */
public record RandomArm(AllocationPolicy policy, double share) implements AllocationPolicy {
    public static final String REASON = "drawn at random";

    public RandomArm {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the share of the random arm must lie in [0, 1], not " + share);
        }
    }

    /** The control alone. */
    public static RandomArm always(AllocationPolicy policy) {
        return new RandomArm(policy, 1);
    }

    @Override
    public List<Ranked> rank(List<Need> open, long nowMillis, RandomGenerator random) {
        if (random.nextDouble() >= share) {
            return policy.rank(open, nowMillis, random);
        }
        List<Ranked> drawn = new ArrayList<>();
        open.forEach(need -> drawn.add(new Ranked(need, List.of(random.nextDouble()), REASON)));
        return drawn.stream().sorted().toList();
    }
}
