package dev.fleetrl.controller.metrics;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.controller.registry.RoundView;
import dev.fleetrl.controller.review.Review;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** From which episodes each policy learned, and how many rounds lie behind it. */
final class Lineage {
    private final Map<PolicyVersion, RoundView> rounds = new HashMap<>();
    private final Map<PolicyVersion, Integer> numbers = new HashMap<>();
    private final List<EpisodeManifest> episodes;
    private final Function<PolicyVersion, Optional<PolicyManifest>> registered;
    private final Function<EpisodeManifest, Review> reviews;

    /** @param rounds in the order asked */
    Lineage(
            List<EpisodeManifest> episodes,
            List<RoundView> rounds,
            Function<PolicyVersion, Optional<PolicyManifest>> registered,
            Function<EpisodeManifest, Review> reviews) {
        this.episodes = episodes;
        this.registered = registered;
        this.reviews = reviews;
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

    /** What taught its own round, and those of the versions that it started from. */
    List<EpisodeManifest> learnedFrom(PolicyVersion version) {
        Set<EpisodeManifest> learned = new LinkedHashSet<>();
        Set<PolicyVersion> seen = new HashSet<>();
        for (Optional<PolicyVersion> at = Optional.of(version);
                at.isPresent() && seen.add(at.get());
                at = parent(at.get())) {
            learned.addAll(taught(at.get()));
        }
        return List.copyOf(learned);
    }

    private List<EpisodeManifest> taught(PolicyVersion version) {
        return Optional.ofNullable(rounds.get(version))
                .map(round -> episodes.stream()
                        .filter(episode -> isTaught(round, episode))
                        .toList())
                .orElse(List.of());
    }

    /** As a round's snapshot takes episodes, and training reads them; those that begin after it was asked for came too late. */
    private boolean isTaught(RoundView round, EpisodeManifest episode) {
        boolean isFailedDemonstration = episode.plan().driver() instanceof ActionSource.Demonstration
                && episode.ending().outcome() != Outcome.SUCCESS;
        return round.request().collections().contains(episode.plan().collection())
                && Cell.isJudged(episode)
                && !isFailedDemonstration
                && episode.startedAtMillis() < round.askedAtMillis()
                && reviews.apply(episode)
                        .exclusion()
                        .filter(excluded -> excluded.atMillis() < round.askedAtMillis())
                        .isEmpty();
    }

    /**
     * One more than the latest of its parent and of those whose practice it learned from. A collection may go on to be filled by what
     * was made from it; that does not count.
     */
    private int numberOf(PolicyVersion version) {
        Stream<PolicyVersion> practised = taught(version).stream()
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
