package dev.fleetrl.policy.batching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which waiting items go through the network together. Reads no clock: the time is an argument.
 *
 * <p>Only items of one key (one policy version, one kind of sampling) can share a batch. A batch leaves when it is full, when
 * its oldest item has waited for the window, or when nobody is left who could join it: a robot alone never waits. While the
 * network is busy nobody asks for a batch, so those who come meanwhile share the next.
 *
 * @param <K> what a batch has in common
 * @param <T> what waits
 */
public final class BatchQueue<K, T> {
    private final Limits limits;
    private final Map<K, List<Waiting<T>>> waiting = new LinkedHashMap<>();
    private int size;

    /**
     * The queue's limits.
     *
     * @param windowNanos how long an item may wait for company
     * @param maxBatch items of one batch
     * @param maxWaiting items in the queue; more are turned away
     */
    public record Limits(long windowNanos, int maxBatch, int maxWaiting) {}

    /** Items that go together. */
    public record Batch<K, T>(K key, List<T> items) {}

    private record Waiting<T>(T item, long sinceNanos) {}

    public BatchQueue(Limits limits) {
        this.limits = limits;
    }

    /** False where the queue is full. */
    public boolean offer(K key, T item, long nowNanos) {
        if (size >= limits.maxWaiting()) {
            return false;
        }
        waiting.computeIfAbsent(key, k -> new ArrayList<>()).add(new Waiting<>(item, nowNanos));
        size++;
        return true;
    }

    /**
     * The batch to run now: of those that are due, the one whose first item is the oldest.
     *
     * @param clients how many could have an item here at most
     */
    public Optional<Batch<K, T>> poll(long nowNanos, int clients) {
        return waiting.entrySet().stream()
                .filter(entry -> isDue(entry.getValue(), nowNanos, clients))
                .max(Comparator.comparingLong(entry -> nowNanos - since(entry.getValue())))
                .map(entry -> take(entry.getKey()));
    }

    private boolean isDue(List<Waiting<T>> items, long nowNanos, int clients) {
        return items.size() >= limits.maxBatch() || size >= clients || nowNanos - since(items) >= limits.windowNanos();
    }

    private Batch<K, T> take(K key) {
        List<Waiting<T>> items = waiting.getOrDefault(key, List.of());
        int count = Math.min(items.size(), limits.maxBatch());
        List<T> taken = items.subList(0, count).stream().map(Waiting::item).toList();
        items.subList(0, count).clear();
        if (items.isEmpty()) {
            waiting.remove(key);
        }
        size -= count;
        return new Batch<>(key, taken);
    }

    /** When the next batch is due at the latest; none while nothing waits. */
    public Optional<Long> deadlineNanos() {
        return waiting.values().stream()
                .map(items -> since(items) + limits.windowNanos())
                .min((a, b) -> Long.signum(a - b));
    }

    private static <T> long since(List<Waiting<T>> items) {
        return items.get(0).sinceNanos();
    }

    public int size() {
        return size;
    }
}
