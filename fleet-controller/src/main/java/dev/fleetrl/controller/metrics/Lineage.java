package dev.fleetrl.controller.metrics;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.controller.registry.RoundView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** From which episodes each policy learned, and how many rounds of practice lie behind it. */
final class Lineage {
    private final Map<PolicyVersion, RoundView> rounds = new HashMap<>();
    private final Map<PolicyVersion, Integer> numbers = new HashMap<>();
    private final List<EpisodeManifest> episodes;
    private final Function<PolicyVersion, Optional<PolicyManifest>> registered;

    /** @param rounds in the order asked */
    Lineage(
            List<EpisodeManifest> episodes,
            List<RoundView> rounds,
            Function<PolicyVersion, Optional<PolicyManifest>> registered) {
        this.episodes = episodes;
        this.registered = registered;
        rounds.stream()
                .filter(round -> round.failed().isEmpty())
                .forEach(round -> this.rounds.putIfAbsent(round.request().version(), round));
        rounds.stream()
                .map(round -> round.request().version())
                .filter(this.rounds::containsKey)
                .forEach(version -> numbers.computeIfAbsent(version, this::numberOf));
    }

    int number(PolicyVersion version) {
        return Optional.ofNullable(numbers.get(version))
                .or(() -> parent(version).map(parent -> numbers.getOrDefault(parent, 0) + 1))
                .orElse(0);
    }

    Optional<RoundId> madeBy(PolicyVersion version) {
        return Optional.ofNullable(rounds.get(version)).map(RoundView::round);
    }

    Optional<PolicyVersion> parent(PolicyVersion version) {
        return Optional.ofNullable(rounds.get(version))
                .flatMap(round -> round.request().parent())
                .or(() -> registered.apply(version).flatMap(PolicyManifest::parent));
    }

    /** What lies in the collections of its own round, and of those of the versions that it started from. */
    List<EpisodeManifest> learnedFrom(PolicyVersion version) {
        Set<CollectionId> collections = new HashSet<>();
        Set<PolicyVersion> seen = new HashSet<>();
        for (Optional<PolicyVersion> at = Optional.of(version);
                at.isPresent() && seen.add(at.get());
                at = parent(at.get())) {
            collections.addAll(collectionsOf(at.get()));
        }
        return in(collections);
    }

    private List<EpisodeManifest> in(Set<CollectionId> collections) {
        return episodes.stream()
                .filter(episode -> collections.contains(episode.plan().collection()))
                .toList();
    }

    private Set<CollectionId> collectionsOf(PolicyVersion version) {
        return Optional.ofNullable(rounds.get(version))
                .map(round -> Set.copyOf(round.request().collections()))
                .orElse(Set.of());
    }

    /** A collection may go on to be filled by what was made from it; that does not count. */
    private int numberOf(PolicyVersion version) {
        Stream<PolicyVersion> practised = in(collectionsOf(version)).stream()
                .map(episode -> episode.plan().driver())
                .filter(ActionSource.Policy.class::isInstance)
                .map(driver -> ((ActionSource.Policy) driver).version())
                .distinct()
                .filter(earlier -> numbers.containsKey(earlier) || !rounds.containsKey(earlier));
        return Stream.concat(parent(version).stream(), practised)
                .mapToInt(earlier -> numbers.getOrDefault(earlier, 0) + 1)
                .max()
                .orElse(0);
    }
}
