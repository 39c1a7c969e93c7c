package dev.fleetrl.controller.registry;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.TaskId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Manifests of all sealed episodes, in the order in which they began. */
public final class EpisodeIndex {
    private final Map<EpisodeId, EpisodeManifest> byId = new HashMap<>();
    private final TreeMap<EpisodeManifest, EpisodeId> inOrder =
            new TreeMap<>(Comparator.comparingLong(EpisodeManifest::startedAtMillis)
                    .thenComparing(manifest -> manifest.episode().value()));
    private final Map<RobotId, Long> sealedUpTo = new HashMap<>();

    /** Which episodes; what is absent does not matter. */
    public record Filter(Optional<TaskId> task, Optional<PolicyVersion> version, Optional<CollectionId> collection) {
        boolean accepts(EpisodeManifest manifest) {
            return task.map(manifest.plan().task()::equals).orElse(true)
                    && collection.map(manifest.plan().collection()::equals).orElse(true)
                    && version.map(wanted -> manifest.plan().driver() instanceof ActionSource.Policy policy
                                    && policy.version().equals(wanted))
                            .orElse(true);
        }
    }

    public void replay(EpisodeRecord record) {
        if (record instanceof EpisodeRecord.Sealed sealed) {
            EpisodeManifest manifest = sealed.manifest();
            if (byId.putIfAbsent(manifest.episode(), manifest) == null) {
                inOrder.put(manifest, manifest.episode());
            }
            sealedUpTo.merge(manifest.robot(), sealed.lastNumber(), Math::max);
        }
    }

    public Optional<EpisodeManifest> find(EpisodeId episode) {
        return Optional.ofNullable(byId.get(episode));
    }

    public List<EpisodeManifest> all() {
        return List.copyOf(inOrder.keySet());
    }

    public int size() {
        return byId.size();
    }

    /** For each robot, the number of the last event that is part of a sealed episode. */
    public Map<RobotId, Long> sealedUpTo() {
        return Map.copyOf(sealedUpTo);
    }

    public List<EpisodeManifest> of(CollectionId collection) {
        return inOrder.keySet().stream()
                .filter(manifest -> manifest.plan().collection().equals(collection))
                .toList();
    }

    /** Answers at most {@code limit} episodes, newest first, that began before the given one. */
    public List<EpisodeManifest> page(Filter filter, Optional<EpisodeId> after, int limit) {
        Iterable<EpisodeManifest> older = after.flatMap(this::find)
                .map(cursor -> inOrder.headMap(cursor, false).descendingKeySet())
                .orElseGet(() -> after.isPresent() ? Collections.emptyNavigableSet() : inOrder.descendingKeySet());
        List<EpisodeManifest> page = new ArrayList<>();
        for (EpisodeManifest manifest : older) {
            if (page.size() == limit) {
                break;
            }
            if (filter.accepts(manifest)) {
                page.add(manifest);
            }
        }
        return page;
    }
}
