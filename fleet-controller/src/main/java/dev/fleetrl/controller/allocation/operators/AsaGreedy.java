package dev.fleetrl.controller.allocation.operators;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Diversity: two robots that are stuck in the same way do not both get a person. Greedy over the monotone submodular
 * {@code F(X) = Σ_i max_{j in X} p_j M_ji u_i}: the next is {@code argmax_j Σ_i max(0, p_j M_ji u_i - best_i)}, until nobody adds
 * {@code leastGain}. The expectation over connections is taken inside of the maximum, as a surrogate.
 *
 * @param utility u, how much a label of this robot is worth; at least 0
 * @param similarity M_ji, how much helping the first helps the second, 0 to 1; 1 of itself
 * @param reachable p, probability that a person gets through to the robot
 * @param leastGain below which nobody more is worth a person
 * @param most how many are picked at most: as many as there are people
 */
public record AsaGreedy(
        ToDoubleFunction<Need> utility,
        ToDoubleBiFunction<Need, Need> similarity,
        ToDoubleFunction<Need> reachable,
        double leastGain,
        int most)
        implements AllocationPolicy {
    @Override
    public List<Ranked> rank(List<Need> open, long nowMillis, RandomGenerator random) {
        List<Need> left = new ArrayList<>(open);
        Map<Need, Double> best = new HashMap<>();
        List<Ranked> picked = new ArrayList<>();
        while (!left.isEmpty() && picked.size() < most) {
            Ranked next = left.stream()
                    .map(need -> ranked(need, gain(need, open, best)))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
            if (next.score().get(0) < leastGain) {
                break;
            }
            picked.add(next);
            left.remove(next.need());
            open.forEach(helped -> best.merge(helped, worth(next.need(), helped), Math::max));
        }
        return picked;
    }

    private double gain(Need candidate, List<Need> open, Map<Need, Double> best) {
        double gain = 0;
        for (Need helped : open) {
            gain += Math.max(0, worth(candidate, helped) - best.getOrDefault(helped, 0.0));
        }
        return gain;
    }

    private double worth(Need candidate, Need helped) {
        return reachable.applyAsDouble(candidate)
                * similarity.applyAsDouble(candidate, helped)
                * utility.applyAsDouble(helped);
    }

    private static Ranked ranked(Need need, double gain) {
        return new Ranked(need, List.of(gain), String.format(Locale.ROOT, "gain %.2f", gain));
    }
}
