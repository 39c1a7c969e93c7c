package dev.fleetrl.policy.data;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * How often a training example comes from which pool. Where the policy has only recent steps or only old ones, those take
 * both shares; any other pool without steps gives its share to all that have some.
 */
public final class SourceMix {
    private final Map<Pool, Double> shares = new EnumMap<>(Pool.class);

    /** @param wished weights, not necessarily of sum one; only those of the {@code present} pools count */
    public SourceMix(Map<Pool, Double> wished, Set<Pool> present) {
        wished.forEach((pool, weight) -> {
            if (!(weight >= 0)) {
                throw new IllegalArgumentException(
                        "the sampler's fractions " + wished + " must not be negative: " + pool);
            }
        });
        present.forEach(pool -> shares.put(pool, weight(wished, present, pool)));
        double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        if (sum <= 0) {
            throw new IllegalArgumentException("the sampler's fractions " + wished + " leave nothing to learn from: the"
                    + " episodes have steps of " + present + " only");
        }
        shares.replaceAll((pool, weight) -> weight / sum);
    }

    private static double weight(Map<Pool, Double> wished, Set<Pool> present, Pool pool) {
        double inherited = pool.heir()
                .filter(twin -> !present.contains(twin))
                .map(twin -> wished.getOrDefault(twin, 0.0))
                .orElse(0.0);
        return wished.getOrDefault(pool, 0.0) + inherited;
    }

    public double share(Pool pool) {
        return shares.getOrDefault(pool, 0.0);
    }

    public Pool draw(SplittableRandom random) {
        double left = random.nextDouble();
        Pool drawn = Pool.DEMONSTRATION;
        for (Map.Entry<Pool, Double> entry : shares.entrySet()) {
            if (entry.getValue() > 0 && left >= 0) {
                drawn = entry.getKey();
                left -= entry.getValue();
            }
        }
        return drawn;
    }
}
