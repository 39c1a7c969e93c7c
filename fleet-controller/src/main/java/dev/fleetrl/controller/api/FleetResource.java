package dev.fleetrl.controller.api;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Birth;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.FleetRequest;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRequest;
import dev.fleetrl.controller.allocation.CollectionProgress;
import dev.fleetrl.controller.fleet.FleetController;
import dev.fleetrl.controller.fleet.FleetState;
import dev.fleetrl.controller.fleet.SiteView;
import dev.fleetrl.controller.registry.PolicyView;
import dev.fleetrl.controller.registry.RoundView;
import dev.fleetrl.controller.rollout.Rollouts;
import dev.fleetrl.controller.roster.RobotView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Site, robots, collections, rounds, policies and metrics. */
final class FleetResource {
    /** So begin the names of what people show; operators may ask for no other collection. */
    private static final String SHOWN = "shown-";

    /** At one robot a day's work. */
    private static final int MOST_SHOWN = 1_000;

    private final FleetController controller;
    private final FleetState state;

    FleetResource(FleetController controller) {
        this.controller = controller;
        this.state = controller.state();
    }

    Future<Reply> site(RoutingContext request) {
        return Reply.now(SiteView.class, controller.site());
    }

    Future<Reply> robots(RoutingContext request) {
        return Reply.now(Answers.Robots.class, new Answers.Robots(state.roster().robots(controller.now())));
    }

    Future<Reply> robot(RoutingContext request) {
        RobotId id = Query.path(request, "id", RobotId::new);
        return state.roster()
                .robot(id, controller.now())
                .map(robot -> Reply.now(RobotView.class, robot))
                .orElseThrow(() -> ApiError.notFound("no robot " + id + " was heard; GET /api/v1/robots lists them"));
    }

    Future<Reply> collections(RoutingContext request) {
        return Reply.now(
                Answers.Collections.class,
                new Answers.Collections(state.allocation().collections(controller.now())));
    }

    Future<Reply> collection(RoutingContext request) {
        CollectionId id = Query.path(request, "id", CollectionId::new);
        return state.allocation()
                .collection(id, controller.now())
                .map(progress -> Reply.now(CollectionProgress.class, progress))
                .orElseThrow(() -> ApiError.notFound("nobody asked for a collection " + id + "; PUT it first"));
    }

    Future<Reply> putCollection(RoutingContext request) {
        CollectionId id = Query.path(request, "id", CollectionId::new);
        CollectionRequest asked = Query.body(request, CollectionRequest.class);
        check(asked.id().equals(id), "the id in the body is " + asked.id() + ", not " + id);
        check(
                !id.value().startsWith(Rollouts.CANARY),
                "collections " + Rollouts.CANARY + "… are what rollouts run; choose another id");
        check(asked.episodes() >= 1, "episodes must be at least 1, not " + asked.episodes());
        check(
                !isShown(id) || asked.episodes() <= MOST_SHOWN,
                "a person shows at most " + MOST_SHOWN + " episodes at a time, not " + asked.episodes());
        check(asked.firstSeed() <= Long.MAX_VALUE - asked.episodes(), "firstSeed is too large");
        check(asked.pace() >= 0, "pace must not be negative");
        check(
                asked.driver() instanceof ActionSource.Policy || asked.driver() instanceof ActionSource.Demonstration,
                "driver must be a policy or a demonstration");
        check(
                asked.variation().isEmpty() || asked.cohort() == Cohort.EVALUATION,
                "a varied scene is for evaluation only: nothing is learned from it");
        Optional<CollectionProgress> present = state.allocation().collection(id, controller.now());
        if (present.isPresent()) {
            unchanged(present.get().request().equals(asked), "collection " + id);
            return Reply.now(CollectionProgress.class, present.get());
        }
        checkDemonstrator(request, asked);
        return controller
                .ask(new FleetRequest.Collect(asked, controller.now()))
                .map(taken -> Reply.json(
                        CollectionProgress.class, new CollectionProgress(asked, 0, 0, 0, false, Optional.empty())));
    }

    /** Who shows a task is a script that some robot has, or a person at one robot, who asks for it themselves. */
    private void checkDemonstrator(RoutingContext request, CollectionRequest asked) {
        List<Birth> births = state.roster().robots(controller.now()).stream()
                .flatMap(robot -> robot.birth().stream())
                .filter(birth -> asked.robot().map(birth.robot()::equals).orElse(true))
                .toList();
        check(
                asked.robot().isEmpty()
                        || births.stream().anyMatch(birth -> birth.tasks().contains(asked.task())),
                "no robot " + asked.robot().map(RobotId::value).orElse("") + " that knows task " + asked.task()
                        + " was heard; GET /api/v1/robots lists them");
        boolean isShown = isShown(asked.id());
        check(
                !isShown || (asked.robot().isPresent() && asked.driver() instanceof ActionSource.Demonstration),
                "a collection " + SHOWN + "… is what a person shows at one robot; choose another id");
        if (isShown && asked.driver() instanceof ActionSource.Demonstration shown) {
            checkOwn(request, shown);
            check(
                    births.stream().noneMatch(birth -> birth.demonstrators().contains(shown.by())),
                    shown.by() + " is a script of this robot; sign in under another name to show it a task");
        }
    }

    private static boolean isShown(CollectionId id) {
        return id.value().startsWith(SHOWN);
    }

    private static void checkOwn(RoutingContext request, ActionSource.Demonstration shown) {
        Query.signedIn(request).ifPresent(me -> check(me.equals(shown.by()), "ask under your own name: " + me));
    }

    Future<Reply> withdraw(RoutingContext request) {
        CollectionId id = Query.path(request, "id", CollectionId::new);
        CollectionProgress now = state.allocation()
                .collection(id, controller.now())
                .orElseThrow(() -> ApiError.notFound("nobody asked for a collection " + id));
        if (isShown(id) && now.request().driver() instanceof ActionSource.Demonstration shown) {
            checkOwn(request, shown);
        }
        return controller
                .ask(new FleetRequest.Withdraw(id, controller.now()))
                .map(taken -> Reply.json(CollectionProgress.class, now.withdrawn()));
    }

    Future<Reply> rounds(RoutingContext request) {
        return Reply.now(Answers.Rounds.class, new Answers.Rounds(state.rounds().rounds()));
    }

    Future<Reply> round(RoutingContext request) {
        RoundId id = Query.path(request, "id", RoundId::new);
        return state.rounds()
                .round(id)
                .map(round -> Reply.now(RoundView.class, round))
                .orElseThrow(() -> ApiError.notFound("nobody asked for a round " + id + "; PUT it first"));
    }

    Future<Reply> putRound(RoutingContext request) {
        RoundId id = Query.path(request, "id", RoundId::new);
        RoundRequest asked = Query.body(request, RoundRequest.class);
        check(asked.id().equals(id), "the id in the body is " + asked.id() + ", not " + id);
        check(asked.steps() >= 1, "steps must be at least 1, not " + asked.steps());
        check(!asked.collections().isEmpty(), "name at least one collection to learn from");
        Optional<RoundView> present = state.rounds().round(id);
        if (present.isPresent()) {
            unchanged(present.get().request().equals(asked), "round " + id);
            return Reply.now(RoundView.class, present.get());
        }
        if (state.policies().isRegistered(asked.version())) {
            throw ApiError.conflict("policy " + asked.version() + " exists; choose another version");
        }
        state.rounds().making(asked.version()).ifPresent(other -> {
            throw ApiError.conflict("round " + other + " makes policy " + asked.version() + "; choose another version");
        });
        asked.parent()
                .ifPresent(parent -> check(
                        state.policies().isRegistered(parent), "parent " + parent + " is not a registered policy"));
        return controller
                .ask(new FleetRequest.Retrain(asked, controller.now()))
                .map(taken -> Reply.json(
                        RoundView.class,
                        new RoundView(
                                id, asked, controller.now(), "waiting", 0, 0, Optional.empty(), Optional.empty())));
    }

    Future<Reply> stopRound(RoutingContext request) {
        RoundId id = Query.path(request, "id", RoundId::new);
        RoundView now = state.rounds().round(id).orElseThrow(() -> ApiError.notFound("nobody asked for a round " + id));
        if (now.version().isPresent() || now.failed().isPresent()) {
            throw ApiError.conflict("round " + id + " is over: it " + now.doing());
        }
        return controller
                .ask(new FleetRequest.StopRound(id, controller.now()))
                .map(taken -> Reply.json(RoundView.class, now));
    }

    Future<Reply> policies(RoutingContext request) {
        return Reply.now(
                Answers.Policies.class, new Answers.Policies(state.policies().policies()));
    }

    Future<Reply> policy(RoutingContext request) {
        return Reply.now(PolicyView.class, found(Query.path(request, "version", PolicyVersion::new)));
    }

    /** Of an artefact that lies in the policy store already; policy servers say whether they can serve it. */
    Future<Reply> putPolicy(RoutingContext request) {
        PolicyVersion version = Query.path(request, "version", PolicyVersion::new);
        PolicyManifest manifest = Query.body(request, PolicyManifest.class);
        check(
                manifest.version().equals(version),
                "the version in the body is " + manifest.version() + ", not " + version);
        check(!manifest.tasks().isEmpty(), "name at least one task");
        manifest.parent()
                .ifPresent(parent -> check(
                        state.policies().isRegistered(parent), "parent " + parent + " is not a registered policy"));
        Optional<PolicyManifest> present = state.policies().manifest(version);
        if (present.isPresent()) {
            unchanged(present.get().equals(manifest), "policy " + version);
            return Reply.now(PolicyView.class, found(version));
        }
        return controller
                .keep(LogTopics.MODELS, new ModelRecord.Registered(version, manifest))
                .map(kept -> Reply.json(
                        PolicyView.class, new PolicyView(version, Optional.of(manifest), List.of(), Map.of(), false)));
    }

    Future<Reply> publish(RoutingContext request) {
        PolicyView policy = found(Query.path(request, "version", PolicyVersion::new));
        return controller
                .publish(policy.version())
                .map(taken -> Reply.json(
                        PolicyView.class,
                        new PolicyView(
                                policy.version(), policy.manifest(), policy.warmOn(), policy.refusedBy(), true)));
    }

    private PolicyView found(PolicyVersion version) {
        return state.policies()
                .policy(version)
                .filter(policy -> policy.manifest().isPresent())
                .orElseThrow(() -> ApiError.notFound(
                        "policy " + version + " is not registered; GET /api/v1/policies lists those that are"));
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw ApiError.badRequest(otherwise);
        }
    }

    private static void unchanged(boolean holds, String what) {
        if (!holds) {
            throw ApiError.conflict(what + " exists and asks for something else; choose another id");
        }
    }
}
