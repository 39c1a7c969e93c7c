package dev.fleetrl.controller.retrain;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What somebody waits for in the replayed state; looked at on each tick. */
final class Conditions {
    private final LongSupplier clockMillis;
    private final List<Waiting<?>> waiting = new ArrayList<>();

    Conditions(LongSupplier clockMillis) {
        this.clockMillis = clockMillis;
    }

    /** Succeeds with what the condition answers, or fails with {@code otherwise} when it took too long. */
    <T> Future<T> met(Supplier<Optional<T>> condition, long withinMillis, String otherwise) {
        Waiting<T> entry =
                new Waiting<>(condition, clockMillis.getAsLong() + withinMillis, otherwise, Promise.promise());
        if (!entry.isOver(clockMillis.getAsLong())) {
            waiting.add(entry);
        }
        return entry.promise().future();
    }

    void tick() {
        for (Waiting<?> entry : List.copyOf(waiting)) {
            if (entry.isOver(clockMillis.getAsLong())) {
                waiting.remove(entry);
            }
        }
    }

    private record Waiting<T>(
            Supplier<Optional<T>> condition, long deadlineMillis, String otherwise, Promise<T> promise) {
        boolean isOver(long nowMillis) {
            try {
                condition.get().ifPresent(promise::tryComplete);
            } catch (RoundFailed e) {
                promise.tryFail(e);
            }
            if (nowMillis > deadlineMillis) {
                promise.tryFail(new RoundFailed(otherwise));
            }
            return promise.future().isComplete();
        }
    }
}
