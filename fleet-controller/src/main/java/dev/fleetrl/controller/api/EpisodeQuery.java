package dev.fleetrl.controller.api;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Variation;
import dev.fleetrl.controller.registry.EpisodeIndex;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** Which episodes a request asks for; what it does not name does not matter. */
final class EpisodeQuery {
    /** What is asked of a scene that was not varied. */
    private static final String UNVARIED = "none";

    private final RoutingContext request;
    private final Set<String> known = new HashSet<>(List.of("limit", "after"));

    private EpisodeQuery(RoutingContext request) {
        this.request = request;
    }

    /** Refuses to answer with more than was asked for: a parameter that it does not know narrows nothing. */
    static Predicate<EpisodeManifest> of(RoutingContext request, EpisodeIndex episodes) {
        EpisodeQuery asked = new EpisodeQuery(request);
        Predicate<EpisodeManifest> wanted = asked.is(
                        "task", TaskId::new, episode -> episode.plan().task())
                .and(asked.is(
                        "collection",
                        CollectionId::new,
                        episode -> episode.plan().collection()))
                .and(asked.is("seed", Long::valueOf, episode -> episode.plan().seed()))
                .and(asked.is("robot", RobotId::new, EpisodeManifest::robot))
                .and(asked.is(
                        "outcome", Outcome::valueOf, episode -> episode.ending().outcome()))
                .and(asked.is(
                        "cohort", Cohort::valueOf, episode -> episode.plan().cohort()))
                .and(asked.is(
                        "reason", reason -> reason, episode -> episode.ending().reason()))
                .and(asked.is("corrected", Boolean::valueOf, EpisodeManifest::isAssisted))
                .and(asked.is("excluded", Boolean::valueOf, episodes::isExcluded))
                .and(asked.is("reviewed", Boolean::valueOf, episodes::isReviewed))
                .and(asked.is("version", PolicyVersion::new, EpisodeQuery::version))
                .and(asked.is("variation", EpisodeQuery::scene, EpisodeQuery::sceneOf));
        asked.refuseUnknown();
        return wanted;
    }

    private void refuseUnknown() {
        Set<String> unknown = new TreeSet<>(request.queryParams().names());
        unknown.removeAll(known);
        Query.check(
                unknown.isEmpty(),
                "no parameter of this list is called " + String.join(", ", unknown)
                        + "; /api/v1/openapi.yaml names them");
    }

    private <T> Predicate<EpisodeManifest> is(
            String name, Function<String, T> read, Function<EpisodeManifest, ?> property) {
        known.add(name);
        Optional<T> wanted = Query.parameter(request, name, read);
        return wanted.<Predicate<EpisodeManifest>>map(value -> episode -> value.equals(property.apply(episode)))
                .orElse(episode -> true);
    }

    private static Optional<Variation> scene(String word) {
        return word.equals(UNVARIED) ? Optional.empty() : varied(Optional.of(Variation.parse(word)));
    }

    private static Optional<Variation> sceneOf(EpisodeManifest episode) {
        return varied(episode.plan().variation());
    }

    /** Severity 0 of any kind is the scene of training. */
    private static Optional<Variation> varied(Optional<Variation> variation) {
        return variation.filter(given -> given.severity() > 0);
    }

    private static Object version(EpisodeManifest episode) {
        return episode.plan().driver() instanceof ActionSource.Policy policy ? policy.version() : "";
    }
}
