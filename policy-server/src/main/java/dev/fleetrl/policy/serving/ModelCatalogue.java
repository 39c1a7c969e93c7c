package dev.fleetrl.policy.serving;

import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the log says of policies, as one server needs it. Changes only by {@link #replay}. */
final class ModelCatalogue {
    private final String server;
    private final Map<PolicyVersion, PolicyManifest> registered = new LinkedHashMap<>();
    private final Set<PolicyVersion> answered = new LinkedHashSet<>();
    private Optional<PolicyVersion> published = Optional.empty();

    /** @param server its own name, as it stands in the log */
    ModelCatalogue(String server) {
        this.server = server;
    }

    void replay(ModelRecord record) {
        if (record instanceof ModelRecord.Registered policy) {
            registered.put(policy.version(), policy.manifest());
        } else if (record instanceof ModelRecord.Published) {
            published = Optional.of(record.version());
        } else if (record instanceof ModelRecord.Warm warm && warm.server().equals(server)) {
            answered.add(record.version());
        } else if (record instanceof ModelRecord.Refused refused
                && refused.server().equals(server)) {
            answered.add(record.version());
        }
    }

    boolean isRegistered(PolicyVersion version) {
        return registered.containsKey(version);
    }

    Optional<PolicyManifest> manifest(PolicyVersion version) {
        return Optional.ofNullable(registered.get(version));
    }

    /** What robots of no wish are served. */
    Optional<PolicyVersion> newestPublished() {
        return published;
    }

    /** Registered, but this server has not said yet whether it can serve them. */
    List<PolicyVersion> unanswered() {
        return registered.keySet().stream()
                .filter(version -> !answered.contains(version))
                .toList();
    }

    int size() {
        return registered.size();
    }
}
