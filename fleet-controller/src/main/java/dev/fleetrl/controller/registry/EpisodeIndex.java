package dev.fleetrl.controller.registry;

import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.controller.review.Review;
import dev.fleetrl.evaluation.CohensKappa;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Manifests of all sealed episodes, in the order in which they began, each with the ending that counts now. */
public final class EpisodeIndex {
    private final Map<EpisodeId, EpisodeManifest> byId = new HashMap<>();
    private final TreeMap<Place, EpisodeManifest> inOrder =
            new TreeMap<>(Comparator.comparingLong(Place::startedAtMillis).thenComparing(Place::id));
    private final Map<RobotId, Long> sealedUpTo = new HashMap<>();
    private final Map<EpisodeId, Review> reviews = new HashMap<>();

    private record Place(long startedAtMillis, String id) {
        static Place of(EpisodeManifest manifest) {
            return new Place(manifest.startedAtMillis(), manifest.episode().value());
        }
    }

    /** What is said of an episode that is not sealed is passed over: the log has no such record. */
    public void replay(EpisodeRecord record) {
        if (record instanceof EpisodeRecord.Sealed sealed) {
            EpisodeManifest manifest = sealed.manifest();
            if (!byId.containsKey(manifest.episode())) {
                put(manifest);
            }
            sealedUpTo.merge(manifest.robot(), sealed.lastNumber(), Math::max);
        } else if (byId.containsKey(record.episode()) && isReview(record)) {
            EpisodeManifest manifest = byId.get(record.episode());
            Review review = review(manifest).replay(record);
            reviews.put(record.episode(), review);
            put(manifest.judged(review.ending()));
        }
    }

    private static boolean isReview(EpisodeRecord record) {
        return record instanceof EpisodeRecord.Rated
                || record instanceof EpisodeRecord.Excluded
                || record instanceof EpisodeRecord.Included;
    }

    private void put(EpisodeManifest manifest) {
        byId.put(manifest.episode(), manifest);
        inOrder.put(Place.of(manifest), manifest);
    }

    public Optional<EpisodeManifest> find(EpisodeId episode) {
        return Optional.ofNullable(byId.get(episode));
    }

    /** What people have said of it. */
    public Review review(EpisodeManifest episode) {
        Review known = reviews.get(episode.episode());
        return known == null ? Review.of(episode.ending()) : known;
    }

    public boolean isReviewed(EpisodeManifest episode) {
        return reviews.containsKey(episode.episode());
    }

    /** Whether snapshots leave it out. */
    public boolean isExcluded(EpisodeManifest episode) {
        return review(episode).exclusion().isPresent();
    }

    /** Of each episode that somebody has looked at again: how it was judged first, and what the first who looked says now. */
    public List<CohensKappa.Pair<Outcome>> ratedTwice(Predicate<EpisodeManifest> which) {
        List<CohensKappa.Pair<Outcome>> pairs = new ArrayList<>();
        reviews.forEach((id, review) -> {
            EpisodeManifest manifest = byId.get(id);
            if (manifest != null && which.test(manifest)) {
                review.voices().values().stream()
                        .findFirst()
                        .ifPresent(second -> pairs.add(
                                new CohensKappa.Pair<>(review.recorded().outcome(), second)));
            }
        });
        return pairs;
    }

    public List<EpisodeManifest> all() {
        return List.copyOf(inOrder.values());
    }

    public int size() {
        return byId.size();
    }

    /** For each robot, the number of the last event that is part of a sealed episode. */
    public Map<RobotId, Long> sealedUpTo() {
        return Map.copyOf(sealedUpTo);
    }

    public List<EpisodeManifest> of(CollectionId collection) {
        return inOrder.values().stream()
                .filter(manifest -> manifest.plan().collection().equals(collection))
                .toList();
    }

    /** How many there are. */
    public int count(Predicate<EpisodeManifest> filter) {
        return (int) inOrder.values().stream().filter(filter).count();
    }

    /** Answers at most {@code limit} episodes, newest first, that began before the given one. */
    public List<EpisodeManifest> page(Predicate<EpisodeManifest> filter, Optional<EpisodeId> after, int limit) {
        NavigableMap<Place, EpisodeManifest> older = after.isEmpty()
                ? inOrder
                : after.flatMap(this::find)
                        .map(cursor -> inOrder.headMap(Place.of(cursor), false))
                        .orElseGet(Collections::emptyNavigableMap);
        return older.descendingMap().values().stream()
                .filter(filter)
                .limit(limit)
                .toList();
    }
}
