package dev.fleetrl.policy.serving;

import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RolloutStage;
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
    private final Map<PolicyVersion, ModelRecord.Staged> stages = new LinkedHashMap<>();
    private Optional<ModelRecord.Published> published = Optional.empty();

    /** @param server its own name, as it stands in the log */
    ModelCatalogue(String server) {
        this.server = server;
    }

    void replay(ModelRecord record) {
        if (record instanceof ModelRecord.Registered policy) {
            registered.put(policy.version(), policy.manifest());
        } else if (record instanceof ModelRecord.Published latest) {
            published = published
                    .filter(known -> known.atMillis() > latest.atMillis())
                    .or(() -> Optional.of(latest));
        } else if (record instanceof ModelRecord.Staged staged) {
            stages.put(staged.version(), staged);
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

    /** What robots of no wish are served; the log keeps no order between versions. */
    Optional<PolicyVersion> newestPublished() {
        return published.map(ModelRecord.Published::version);
    }

    /** Whether a rollout took it back, and nobody has published it since. */
    boolean isTakenBack(PolicyVersion version) {
        return Optional.ofNullable(stages.get(version))
                        .filter(staged -> staged.stage() == RolloutStage.ROLLED_BACK)
                        .isPresent()
                && !newestPublished().equals(Optional.of(version));
    }

    /** To which stage each version's rollout has come. */
    List<ModelRecord.Staged> stages() {
        return List.copyOf(stages.values());
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
