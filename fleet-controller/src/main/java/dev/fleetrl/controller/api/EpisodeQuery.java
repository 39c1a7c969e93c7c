package dev.fleetrl.controller.api;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.controller.registry.EpisodeIndex;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Which episodes a request asks for; what it does not name does not matter. */
final class EpisodeQuery {
    private final RoutingContext request;

    private EpisodeQuery(RoutingContext request) {
        this.request = request;
    }

    static Predicate<EpisodeManifest> of(RoutingContext request, EpisodeIndex episodes) {
        EpisodeQuery asked = new EpisodeQuery(request);
        return asked.is("task", TaskId::new, episode -> episode.plan().task())
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
                .and(asked.is("version", PolicyVersion::new, EpisodeQuery::version));
    }

    private <T> Predicate<EpisodeManifest> is(
            String name, Function<String, T> read, Function<EpisodeManifest, ?> property) {
        Optional<T> wanted = Query.parameter(request, name, read);
        return wanted.<Predicate<EpisodeManifest>>map(value -> episode -> value.equals(property.apply(episode)))
                .orElse(episode -> true);
    }

    private static Object version(EpisodeManifest episode) {
        return episode.plan().driver() instanceof ActionSource.Policy policy ? policy.version() : "";
    }
}
