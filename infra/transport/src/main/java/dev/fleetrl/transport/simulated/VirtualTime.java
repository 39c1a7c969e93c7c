package dev.fleetrl.transport.simulated;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/** Runs what is due in the order in which it is due, without waiting for it. Begins at zero. */
public final class VirtualTime {
    private static final int EVENT_LIMIT = 10_000_000;

    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparingLong(Due::atNanos).thenComparingLong(Due::sequence));
    private final List<Runnable> invariants = new ArrayList<>();
    private long nowNanos;
    private long sequence;

    public long nanoTime() {
        return nowNanos;
    }

    public long millis() {
        return nowNanos / 1_000_000;
    }

    public void in(long delayNanos, Runnable action) {
        queue.add(new Due(Math.addExact(nowNanos, Math.max(0, delayNanos)), sequence++, action));
    }

    /** Runs for the first time one period from now. */
    @CanIgnoreReturnValue
    public Timer every(long periodNanos, Runnable action) {
        if (periodNanos <= 0) {
            throw new IllegalArgumentException("a period must be positive, not " + periodNanos + " ns");
        }
        Timer timer = new Timer(periodNanos, action);
        timer.schedule();
        return timer;
    }

    /** Runs after every event from now on; what it throws ends the run. */
    public void afterEachEvent(Runnable invariant) {
        invariants.add(invariant);
    }

    /** Runs until the condition holds; fails when nothing is left to do or too much was done. */
    public void runUntil(BooleanSupplier condition) {
        for (int i = 0; i < EVENT_LIMIT && !condition.getAsBoolean(); i++) {
            if (queue.isEmpty()) {
                throw new IllegalStateException("not reached, and nothing is left to do at " + nowNanos + " ns");
            }
            step();
        }
        if (!condition.getAsBoolean()) {
            throw new IllegalStateException("not reached within " + EVENT_LIMIT + " events");
        }
    }

    public void runFor(long nanos) {
        long endNanos = Math.addExact(nowNanos, nanos);
        for (Due next = queue.peek(); next != null && next.atNanos() <= endNanos; next = queue.peek()) {
            step();
        }
        nowNanos = endNanos;
    }

    private void step() {
        Due due = queue.remove();
        nowNanos = due.atNanos();
        due.action().run();
        invariants.forEach(Runnable::run);
    }

    /** Something that recurs. */
    public final class Timer {
        private final long periodNanos;
        private final Runnable action;
        private boolean cancelled;

        private Timer(long periodNanos, Runnable action) {
            this.periodNanos = periodNanos;
            this.action = action;
        }

        public void cancel() {
            cancelled = true;
        }

        private void schedule() {
            in(periodNanos, () -> {
                if (!cancelled) {
                    schedule();
                    action.run();
                }
            });
        }
    }

    private record Due(long atNanos, long sequence, Runnable action) {}
}
