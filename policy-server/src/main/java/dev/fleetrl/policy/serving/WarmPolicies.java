package dev.fleetrl.policy.serving;

import dev.fleetrl.contracts.PolicyVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The versions that are loaded. Any thread may lease one and none has to wait: versions are loaded, and closed, elsewhere.
 *
 * <p>Where there are more than {@code capacity}, the least recently used of those that nobody leases are given up; what is leased
 * stays, up to twice as many. A policy is closed when it was given up <em>and</em> its last lease is back. TensorFlow's own close
 * waits for running calls but not for those that come meanwhile, so nobody may reach a session that is being closed.
 */
public final class WarmPolicies implements AutoCloseable {
    private final Loader loader;
    private final int capacity;
    private final Function<PolicyVersion, Executor> loading;
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
        private boolean isBack;

        private Lease(Entry entry, PolicyBackend backend) {
            this.entry = entry;
            this.backend = backend;
        }

        public PolicyBackend backend() {
            return backend;
        }

        /** Another one of the same version; not of a lease that is back, for the version may be closed by now. */
        public Lease again() {
            synchronized (WarmPolicies.this) {
                if (isBack) {
                    throw new IllegalStateException("the lease is back");
                }
                entry.users++;
            }
            return new Lease(entry, backend);
        }

        @Override
        public void close() {
            synchronized (WarmPolicies.this) {
                if (!isBack) {
                    isBack = true;
                    giveBack(entry);
                }
            }
        }
    }

    /** A version and who uses it; {@code users} and {@code isGivenUp} change under the lock of the pool. */
    private static final class Entry {
        private final Executor loading;
        private final CompletableFuture<PolicyBackend> backend = new CompletableFuture<>();
        private int users;
        private boolean isGivenUp;

        private Entry(Executor loading) {
            this.loading = loading;
        }
    }

    /**
     * An empty pool.
     *
     * @param loading where a version is loaded and closed, which takes seconds; asked for at its first lease
     */
    public WarmPolicies(Loader loader, int capacity, Function<PolicyVersion, Executor> loading) {
        this.loader = loader;
        this.capacity = capacity;
        this.loading = loading;
    }

    /** Fails with a {@link PolicyUnavailableException}; at once where the version is loaded, else when it is. */
    public CompletableFuture<Lease> lease(PolicyVersion version) {
        Entry entry;
        synchronized (this) {
            boolean isNew = !entries.containsKey(version);
            if (isNew && !makeRoom()) {
                return CompletableFuture.failedFuture(new PolicyUnavailableException(
                        "robots use " + entries.size() + " other versions, and there is no room for " + version
                                + "; ask again later, or raise serving.warmPolicies"));
            }
            entry = entries.computeIfAbsent(version, v -> new Entry(loading.apply(v)));
            entry.users++;
            if (isNew) {
                entry.loading.execute(() -> load(version, entry));
            }
        }
        CompletableFuture<Lease> lease = new CompletableFuture<>();
        var unused = entry.backend.whenComplete((backend, cause) -> {
            if (cause == null) {
                lease.complete(new Lease(entry, backend));
            } else {
                lease.completeExceptionally(unavailable(version, cause));
            }
        });
        return lease;
    }

    private static PolicyUnavailableException unavailable(PolicyVersion version, Throwable cause) {
        return cause instanceof PolicyUnavailableException known
                ? known
                : new PolicyUnavailableException("policy " + version + " does not load: " + cause, cause);
    }

    /** Before another one comes; false where even twice the capacity is in use. */
    private boolean makeRoom() {
        giveUpIdle(entries.size() + 1 - capacity);
        return entries.size() < 2 * capacity;
    }

    private void giveUpIdle(int tooMany) {
        List<PolicyVersion> idle = entries.entrySet().stream()
                .filter(entry -> entry.getValue().users == 0)
                .map(Map.Entry::getKey)
                .toList();
        idle.stream().limit(Math.max(0, tooMany)).forEach(this::giveUp);
    }

    private void load(PolicyVersion version, Entry entry) {
        try {
            PolicyBackend backend = loader.load(version);
            entry.backend.complete(backend);
            closeIfUnused(entry);
        } catch (Throwable e) { // an Error, too: robots must hear of it, and not wait for ever
            forget(version, entry);
            entry.backend.completeExceptionally(e);
        }
    }

    /** A version that did not load is tried again at the next lease. */
    private synchronized void forget(PolicyVersion version, Entry entry) {
        entries.remove(version, entry);
    }

    private void giveUp(PolicyVersion version) {
        Optional.ofNullable(entries.remove(version)).ifPresent(entry -> {
            entry.isGivenUp = true;
            closeIfUnused(entry);
        });
    }

    /** What stayed beyond the capacity only because it was used goes now. */
    private void giveBack(Entry entry) {
        entry.users--;
        giveUpIdle(entries.size() - capacity);
        closeIfUnused(entry);
    }

    private synchronized void closeIfUnused(Entry entry) {
        boolean isLoaded = entry.backend.isDone() && !entry.backend.isCompletedExceptionally();
        if (entry.isGivenUp && entry.users == 0 && isLoaded) {
            entry.isGivenUp = false; // closed once
            entry.loading.execute(entry.backend.join()::close);
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
