package dev.fleetrl.policy.batching;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** How long batches of each key take, in nanoseconds; 0 where nothing is known. */
final class BatchTimes<K> {
    /** Keys whose times are known; versions come and go. */
    private static final int REMEMBERED = 256;

    private final Map<K, BatchTime> times = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, BatchTime> eldest) {
            return size() > REMEMBERED;
        }
    };

    void expect(K key, Supplier<BatchTime> measured) {
        times.computeIfAbsent(key, unknown -> measured.get());
    }

    void learn(K key, int rows, long nanos) {
        times.computeIfAbsent(key, unknown -> new BatchTime()).learn(rows, nanos);
    }

    long of(K key, int rows) {
        BatchTime known = times.get(key);
        return known == null ? 0 : known.expect(rows);
    }

    /** With the margin of what is known. */
    long atMost(K key, int rows) {
        BatchTime known = times.get(key);
        return known == null ? 0 : known.expectAtMost(rows);
    }
}
