package dev.fleetrl.policy.serving;

import dev.fleetrl.contracts.PolicyVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The versions that are loaded: at most so many, the least recently used given up for the next. Any thread may lease one;
 * leasing blocks while the version loads.
 *
 * <p>A policy is closed when it was given up <em>and</em> its last lease is back. TensorFlow's own close waits for running
 * calls but not for those that come meanwhile, so nobody may reach a session that is being closed.
 */
public final class WarmPolicies implements AutoCloseable {
    private final Loader loader;
    private final int capacity;
    private final Map<PolicyVersion, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    /** Makes a version ready; fails with a reason that its asker may read. */
    @FunctionalInterface
    public interface Loader {
        PolicyBackend load(PolicyVersion version) throws PolicyUnavailableException;
    }

    /** A loaded version, for as long as the lease is open. */
    public final class Lease implements AutoCloseable {
        private final Entry entry;
        private final PolicyBackend backend;

        private Lease(Entry entry, PolicyBackend backend) {
            this.entry = entry;
            this.backend = backend;
        }

        public PolicyBackend backend() {
            return backend;
        }

        @Override
        public void close() {
            giveBack(entry);
        }
    }

    /** A version and who uses it; {@code users} and {@code isGivenUp} change under the lock of the pool. */
    private static final class Entry {
        private final CompletableFuture<PolicyBackend> backend = new CompletableFuture<>();
        private int users;
        private boolean isGivenUp;
    }

    public WarmPolicies(Loader loader, int capacity) {
        this.loader = loader;
        this.capacity = capacity;
    }

    public Lease lease(PolicyVersion version) throws PolicyUnavailableException {
        Entry entry;
        boolean isFirst;
        synchronized (this) {
            isFirst = !entries.containsKey(version);
            entry = entries.computeIfAbsent(version, v -> new Entry());
            entry.users++;
            giveUpLeastRecentlyUsed();
        }
        if (isFirst) {
            load(version, entry);
        }
        try {
            return new Lease(entry, entry.backend.join());
        } catch (CompletionException e) {
            giveBack(entry);
            if (e.getCause() instanceof PolicyUnavailableException unavailable) {
                throw unavailable;
            }
            throw new PolicyUnavailableException("policy " + version + " does not load: " + e.getCause(), e);
        }
    }

    private void giveUpLeastRecentlyUsed() {
        List<PolicyVersion> byUse = new ArrayList<>(entries.keySet());
        for (PolicyVersion version : byUse.subList(0, Math.max(0, byUse.size() - capacity))) {
            giveUp(version);
        }
    }

    private void load(PolicyVersion version, Entry entry) {
        try {
            entry.backend.complete(loader.load(version));
        } catch (PolicyUnavailableException | RuntimeException e) {
            forget(version, entry);
            entry.backend.completeExceptionally(e);
        }
    }

    /** A version that did not load is tried again at the next lease. */
    private synchronized void forget(PolicyVersion version, Entry entry) {
        entries.remove(version, entry);
    }

    private synchronized void giveUp(PolicyVersion version) {
        Entry entry = entries.remove(version);
        if (entry != null) {
            entry.isGivenUp = true;
            closeIfUnused(entry);
        }
    }

    private synchronized void giveBack(Entry entry) {
        entry.users--;
        closeIfUnused(entry);
    }

    private static void closeIfUnused(Entry entry) {
        boolean isLoaded = entry.backend.isDone() && !entry.backend.isCompletedExceptionally();
        if (entry.isGivenUp && entry.users == 0 && isLoaded) {
            entry.backend.join().close();
        }
    }

    /** Those that are loaded or loading, the least recently used first. */
    public synchronized List<PolicyVersion> versions() {
        return List.copyOf(entries.keySet());
    }

    /** Gives up all of them; each closes when its last lease is back. */
    @Override
    public synchronized void close() {
        List.copyOf(entries.keySet()).forEach(this::giveUp);
    }
}
