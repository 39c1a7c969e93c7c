package dev.fleetrl.policy.condition;

import dev.fleetrl.contracts.Vec;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which of K chunks is answered, by what an action value Q says of each (V-GPS, Nakamoto et al. 2024):
 *
 * <pre>p_k = exp(Q_k / β) / Σ_j exp(Q_j / β)</pre>
 *
 * @param candidates K; at 1 nothing is chosen, nor scored
 * @param beta β, in the unit of Q; 0 takes the best
 */
public record Choice(int candidates, double beta) {
    public static final Choice NONE = new Choice(1, 1);
    private static final int MOST = 16;

    public Choice {
        if (candidates < 1 || candidates > MOST) {
            throw new IllegalArgumentException("candidates " + candidates + " is not within 1 to " + MOST);
        }
        if (!(beta >= 0 && beta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("choice beta " + beta + " must be 0 or more");
        }
    }

    /** What a policy does unless it is asked otherwise, by its manifest's settings. */
    public static Choice usual(Map<String, Double> settings) {
        return new Choice(
                settings.getOrDefault("candidates", 1.0).intValue(), settings.getOrDefault("choiceBeta", NONE.beta()));
    }

    /**
     * What a question asks for; the rest is left to the policy.
     *
     * @param candidates K
     * @param beta β
     */
    public record Wish(OptionalInt candidates, Optional<Double> beta) {
        public static final Wish NONE = new Wish(OptionalInt.empty(), Optional.empty());

        public Wish {
            new Choice(candidates.orElse(1), beta.orElse(1.0)); // refuses what no policy could do
        }

        /** So many candidates, with the policy's own temperature. */
        public static Wish among(int candidates) {
            return new Wish(OptionalInt.of(candidates), Optional.empty());
        }
    }

    /** This, as far as the question has no wish. */
    public Choice wished(Wish wish) {
        return new Choice(wish.candidates().orElse(candidates), wish.beta().orElse(beta));
    }

    public boolean isNone() {
        return candidates == 1;
    }

    /**
     * One of them; the first of the best where β is 0.
     *
     * @param scores Q, shape [K]
     * @param lot evenly from [0, 1)
     */
    public int draw(Vec scores, double lot) {
        double[] weights = new double[scores.size()];
        int best = best(scores);
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            double behind = (double) scores.at(k) - scores.at(best);
            weights[k] = beta == 0 ? (k == best ? 1 : 0) : Math.exp(behind / beta);
            sum += weights[k];
        }
        double left = lot * sum;
        for (int k = 0; k < weights.length; k++) {
            left -= weights[k];
            if (left < 0) {
                return k;
            }
        }
        return best; // rounding
    }

    private static int best(Vec scores) {
        int best = 0;
        for (int k = 1; k < scores.size(); k++) {
            best = scores.at(k) > scores.at(best) ? k : best;
        }
        return best;
    }
}
