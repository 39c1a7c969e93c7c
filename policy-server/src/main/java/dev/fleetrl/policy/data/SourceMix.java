package dev.fleetrl.policy.data;

import dev.fleetrl.policy.chunk.SourceKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * How often a training example comes from whom. A source without steps gives its share to the others.
 */
public final class SourceMix {
    private final Map<SourceKind, Double> shares = new EnumMap<>(SourceKind.class);

    /** @param wished weights, not necessarily of sum one; only those of the {@code present} sources count */
    public SourceMix(Map<SourceKind, Double> wished, Set<SourceKind> present) {
        wished.forEach((source, weight) -> {
            if (!(weight >= 0)) {
                throw new IllegalArgumentException(
                        "the sampler's fractions " + wished + " must not be negative: " + source);
            }
        });
        double sum =
                present.stream().mapToDouble(source -> weight(wished, source)).sum();
        if (sum <= 0) {
            throw new IllegalArgumentException("the sampler's fractions " + wished + " leave nothing to learn from: the"
                    + " episodes have steps of " + present + " only");
        }
        present.forEach(source -> shares.put(source, weight(wished, source) / sum));
    }

    private static double weight(Map<SourceKind, Double> wished, SourceKind source) {
        return wished.getOrDefault(source, 0.0);
    }

    public double share(SourceKind source) {
        return shares.getOrDefault(source, 0.0);
    }

    public SourceKind draw(SplittableRandom random) {
        double left = random.nextDouble();
        SourceKind drawn = SourceKind.HOLD;
        for (Map.Entry<SourceKind, Double> entry : shares.entrySet()) {
            if (entry.getValue() > 0 && left >= 0) {
                drawn = entry.getKey();
                left -= entry.getValue();
            }
        }
        return drawn;
    }
}
