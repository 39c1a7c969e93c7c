package dev.fleetrl.controller.registry;

import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.TaskId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The policies: which are registered, which are warm where, and which one practice runs. */
public final class PolicyRegistry {
    private final Map<PolicyVersion, Entry> entries = new TreeMap<>(Comparator.comparing(PolicyVersion::value));
    private final Map<TaskId, ModelRecord.Published> published = new HashMap<>();

    public void replay(ModelRecord record) {
        Entry entry = entries.computeIfAbsent(record.version(), version -> new Entry());
        if (record instanceof ModelRecord.Registered registered) {
            entry.manifest = registered.manifest();
        } else if (record instanceof ModelRecord.Warm warm) {
            entry.warmOn.add(warm.server());
            entry.refusedBy.remove(warm.server());
        } else if (record instanceof ModelRecord.Refused refused) {
            entry.warmOn.remove(refused.server());
            entry.refusedBy.put(refused.server(), refused.reason());
        } else if (record instanceof ModelRecord.Published latest) {
            published.merge(latest.task(), latest, PolicyRegistry::later);
        }
    }

    public boolean isRegistered(PolicyVersion version) {
        return manifest(version).isPresent();
    }

    public Optional<PolicyManifest> manifest(PolicyVersion version) {
        return Optional.ofNullable(entries.get(version)).flatMap(entry -> Optional.ofNullable(entry.manifest));
    }

    /** The policy that practice of this task runs. */
    public Optional<PolicyVersion> published(TaskId task) {
        return Optional.ofNullable(published.get(task)).map(ModelRecord.Published::version);
    }

    /** The record that made it so. */
    public Optional<ModelRecord.Published> publication(TaskId task) {
        return Optional.ofNullable(published.get(task));
    }

    /** Answers the policy that training starts from: the first of its line, as RECAP starts each round anew. */
    public PolicyVersion root(PolicyVersion version) {
        Optional<PolicyVersion> parent = manifest(version).flatMap(PolicyManifest::parent);
        return parent.map(this::root).orElse(version);
    }

    public Optional<PolicyView> policy(PolicyVersion version) {
        return Optional.ofNullable(entries.get(version)).map(entry -> view(version, entry));
    }

    /** Answers all policies by name. */
    public List<PolicyView> policies() {
        return entries.entrySet().stream()
                .map(entry -> view(entry.getKey(), entry.getValue()))
                .toList();
    }

    private PolicyView view(PolicyVersion version, Entry entry) {
        return new PolicyView(
                version,
                Optional.ofNullable(entry.manifest),
                List.copyOf(entry.warmOn),
                Map.copyOf(entry.refusedBy),
                published.values().stream().anyMatch(latest -> latest.version().equals(version)));
    }

    private static ModelRecord.Published later(ModelRecord.Published a, ModelRecord.Published b) {
        Comparator<ModelRecord.Published> order = Comparator.comparingLong(ModelRecord.Published::atMillis)
                .thenComparing(record -> record.version().value());
        return order.compare(a, b) > 0 ? a : b;
    }

    private static final class Entry {
        private @Nullable PolicyManifest manifest;
        private final TreeSet<String> warmOn = new TreeSet<>();
        private final Map<String, String> refusedBy = new TreeMap<>();
    }
}
