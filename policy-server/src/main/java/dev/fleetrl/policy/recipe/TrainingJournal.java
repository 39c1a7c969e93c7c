package dev.fleetrl.policy.recipe;

import dev.fleetrl.contracts.TrainingProgress;
import dev.fleetrl.learning.ScalarEvents;
import dev.fleetrl.policy.network.PolicyLearner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What a training says of itself: progress about once a second, curves every tenth step, figures at its end. */
final class TrainingJournal {
    private static final double MEMORY = 0.98;
    private static final long REPORT_NANOS = 1_000_000_000L;
    private static final int CURVE_STEPS = 10;

    private final int steps;
    private final LongSupplier nanoClock;
    private final Consumer<TrainingProgress> progress;
    private final List<ScalarEvents.Row> curves = new ArrayList<>();
    private final long startedNanos;
    private long reportedNanos;
    private double weight;
    private double loss;
    private double drift;

    TrainingJournal(int steps, LongSupplier nanoClock, Consumer<TrainingProgress> progress) {
        this.steps = steps;
        this.nanoClock = nanoClock;
        this.progress = progress;
        startedNanos = nanoClock.getAsLong();
        reportedNanos = startedNanos;
    }

    /** Fails where the loss is no number any more. */
    void add(int step, PolicyLearner.Seen seen, double learningRate, Supplier<Map<String, Double>> shares) {
        if (!Double.isFinite(seen.loss())) {
            throw new IllegalArgumentException("the loss is " + seen.loss() + " at step " + step
                    + "; lower the learning rate, and see batch and flowSamples");
        }
        weight = MEMORY * weight + (1 - MEMORY);
        loss = MEMORY * loss + (1 - MEMORY) * seen.loss();
        drift = MEMORY * drift + (1 - MEMORY) * seen.drift();
        boolean isLast = step + 1 == steps;
        long nowNanos = nanoClock.getAsLong();
        double seconds = (nowNanos - startedNanos) / 1e9;
        if (step % CURVE_STEPS == 0 || isLast) {
            Map<String, Double> values = new TreeMap<>(shares.get());
            values.putAll(metrics());
            values.put("learningRate", learningRate);
            curves.add(new ScalarEvents.Row(step, seconds, values));
        }
        if (nowNanos - reportedNanos >= REPORT_NANOS || isLast) {
            double left = seconds / (step + 1) * (steps - step - 1);
            progress.accept(new TrainingProgress(step + 1, steps, loss / weight, left));
            reportedNanos = nowNanos;
        }
    }

    /** Smoothed over the last steps: {@code loss}, and where there is a reference {@code ratioDrift}. */
    Map<String, Double> metrics() {
        Map<String, Double> metrics = new TreeMap<>(Map.of("loss", loss / weight));
        if (drift > 0) {
            metrics.put("ratioDrift", drift / weight);
        }
        return metrics;
    }

    List<ScalarEvents.Row> curves() {
        return List.copyOf(curves);
    }
}
