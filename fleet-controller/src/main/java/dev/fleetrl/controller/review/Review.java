package dev.fleetrl.controller.review;

import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.EpisodeRecord.Excluded;
import dev.fleetrl.contracts.EpisodeRecord.Included;
import dev.fleetrl.contracts.EpisodeRecord.Rated;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What people have said of one sealed episode.
 *
 * <p>A person has one voice, and it says what they said last. Once anybody has looked at the episode, the outcome that most voices
 * say counts; where as many say one as another, the one of these that was said last. The verdict of a person who was there has a voice,
 * too; that of a sensor, a simulation or a critic has none (ADR 33). What people confirm of a critic is theirs: of its own verdicts a
 * critic never learns, and of nothing but its mistakes it must not.
 *
 * @param recorded as it was sealed
 * @param ratings all that were ever given, in their order
 * @param exclusion why snapshots leave the episode out; absent where they do not
 */
public record Review(Ending recorded, List<Rated> ratings, Optional<Excluded> exclusion) {
    public Review {
        ratings = List.copyOf(ratings);
    }

    /** Of an episode that nobody has looked at yet. */
    public static Review of(Ending recorded) {
        return new Review(recorded, List.of(), Optional.empty());
    }

    /** A verdict that comes twice counts once. */
    public Review replay(EpisodeRecord record) {
        if (record instanceof Rated rated && find(rated.id()).isEmpty()) {
            return new Review(
                    recorded, Stream.concat(ratings.stream(), Stream.of(rated)).toList(), exclusion);
        }
        if (record instanceof Excluded excluded) {
            return new Review(recorded, ratings, Optional.of(excluded));
        }
        return record instanceof Included ? new Review(recorded, ratings, Optional.empty()) : this;
    }

    public Optional<Rated> find(String rating) {
        return ratings.stream().filter(given -> given.id().equals(rating)).findFirst();
    }

    /** What each person says now; who spoke first comes first. */
    public Map<OperatorId, Outcome> voices() {
        Map<OperatorId, Outcome> first = new LinkedHashMap<>();
        for (Rated rated : ratings) {
            rated.outcome().ifPresentOrElse(said -> first.put(rated.rater(), said), () -> first.remove(rated.rater()));
        }
        return Collections.unmodifiableMap(first);
    }

    /** How the episode ended, as far as is known: as it was sealed, unless people say otherwise, or as a critic did. */
    public Ending ending() {
        Outcome counts = outcome();
        boolean confirmsCritic = recorded.source() == OutcomeSource.CRITIC && !voices().isEmpty();
        return counts == recorded.outcome() && !confirmsCritic ? recorded : Ending.relabelled(counts);
    }

    /** Whether those who judged it, whoever they are, say different things. */
    public boolean isDisputed() {
        return voices().values().stream().anyMatch(said -> said != recorded.outcome());
    }

    private Outcome outcome() {
        List<Outcome> said = new ArrayList<>(latestLast());
        if (said.isEmpty()) {
            return recorded.outcome();
        }
        if (recorded.source() == OutcomeSource.HUMAN) {
            said.add(0, recorded.outcome());
        }
        Map<Outcome, Integer> votes = new EnumMap<>(Outcome.class);
        said.forEach(outcome -> votes.merge(outcome, 1, Integer::sum));
        int most = Collections.max(votes.values());
        Collections.reverse(said);
        return said.stream()
                .filter(outcome -> votes.getOrDefault(outcome, 0) == most)
                .findFirst()
                .orElseThrow();
    }

    private Collection<Outcome> latestLast() {
        Map<OperatorId, Outcome> latest = new LinkedHashMap<>();
        for (Rated rated : ratings) {
            latest.remove(rated.rater());
            rated.outcome().ifPresent(said -> latest.put(rated.rater(), said));
        }
        return latest.values();
    }
}
