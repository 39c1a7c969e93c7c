package dev.fleetrl.value.function;

import dev.fleetrl.learning.ScalarEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** The curves of a value training: its loss at every tenth step, and at the end what it is worth. */
public final class ValueCurves {
    private static final int INTERVAL = 10;

    private final int steps;
    private final LongSupplier nanoClock;
    private final long startedNanos;
    private final List<ScalarEvents.Row> rows = new ArrayList<>();

    /** Begins now. */
    public ValueCurves(int steps, LongSupplier nanoClock) {
        this.steps = steps;
        this.nanoClock = nanoClock;
        startedNanos = nanoClock.getAsLong();
    }

    public void add(int step, float loss) {
        if (step % INTERVAL == 0 || step + 1 == steps) {
            rows.add(new ScalarEvents.Row(step, seconds(), Map.of("loss", (double) loss)));
        }
    }

    /** All of them, and the held-out figures in the place of the last step. */
    public List<ScalarEvents.Row> endingIn(Map<String, Double> heldOut) {
        List<ScalarEvents.Row> all = new ArrayList<>(rows);
        all.add(new ScalarEvents.Row(steps - 1L, seconds(), heldOut));
        return all;
    }

    private double seconds() {
        return (nanoClock.getAsLong() - startedNanos) / 1e9;
    }
}
