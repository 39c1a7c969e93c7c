package dev.fleetrl.evaluation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * A rising map from predicted to calibrated probability, the least-squares fit by pooling adjacent violators. Fit it on unassisted episodes
 * of the calibration split, apply it to others, and keep it with the id of the value function: V learns from data with
 * corrections in it and so says what happens <i>with</i> help.
 *
 * @param knots ascending; linear in between, constant outside
 */
public record IsotonicCalibration(List<Knot> knots) {
    public record Knot(double predicted, double calibrated) {}

    public static IsotonicCalibration fit(List<Forecast> forecasts) {
        if (forecasts.isEmpty()) {
            throw new IllegalArgumentException("no forecasts, no calibration");
        }
        Deque<Pool> pools = new ArrayDeque<>();
        List<Forecast> ascending = forecasts.stream()
                .sorted(Comparator.comparingDouble(Forecast::probability))
                .toList();
        for (Forecast forecast : ascending) {
            Pool pool = new Pool(forecast.probability(), forecast.probability(), forecast.outcome(), 1);
            while (!pools.isEmpty() && pools.getLast().violates(pool)) {
                pool = pools.removeLast().with(pool);
            }
            pools.addLast(pool);
        }
        List<Knot> knots = new ArrayList<>();
        for (Pool pool : pools) {
            knots.add(new Knot(pool.low(), pool.mean()));
            if (pool.high() > pool.low()) {
                knots.add(new Knot(pool.high(), pool.mean()));
            }
        }
        return new IsotonicCalibration(List.copyOf(knots));
    }

    public double apply(double probability) {
        Knot below = knots.get(0);
        for (Knot above : knots) {
            if (probability <= above.predicted()) {
                return above.predicted() == below.predicted() || probability <= below.predicted()
                        ? below.calibrated()
                        : between(below, above, probability);
            }
            below = above;
        }
        return below.calibrated();
    }

    private static double between(Knot below, Knot above, double probability) {
        double share = (probability - below.predicted()) / (above.predicted() - below.predicted());
        return below.calibrated() + share * (above.calibrated() - below.calibrated());
    }

    /** Neighbouring forecasts that get the same probability. */
    private record Pool(double low, double high, double happened, int count) {
        double mean() {
            return happened / count;
        }

        boolean violates(Pool next) {
            return high == next.low || mean() >= next.mean();
        }

        Pool with(Pool next) {
            return new Pool(low, next.high, happened + next.happened, count + next.count);
        }
    }
}
