package dev.fleetrl.controller.api;

import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RolloutStage;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.controller.fleet.FleetController;
import dev.fleetrl.controller.fleet.FleetState;
import dev.fleetrl.controller.rollout.RolloutView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** How new versions earn their place. */
final class RolloutResource {
    private final FleetController controller;
    private final FleetState state;

    RolloutResource(FleetController controller) {
        this.controller = controller;
        this.state = controller.state();
    }

    /** One version and one task. */
    private record Subject(TaskId task, PolicyVersion version) {
        static Subject of(RoutingContext request) {
            return new Subject(
                    Query.path(request, "task", TaskId::new), Query.path(request, "version", PolicyVersion::new));
        }
    }

    Future<Reply> rollouts(RoutingContext request) {
        return Reply.now(
                Answers.Rollouts.class, new Answers.Rollouts(state.rollouts().rollouts()));
    }

    Future<Reply> rollout(RoutingContext request) {
        return Reply.now(RolloutView.class, found(Subject.of(request)));
    }

    /** Asking again while it goes on changes nothing; one that has ended begins anew. */
    Future<Reply> begin(RoutingContext request) {
        Subject subject = Subject.of(request);
        PolicyManifest manifest = state.policies()
                .manifest(subject.version())
                .orElseThrow(() -> ApiError.notFound("policy " + subject.version()
                        + " is not registered; GET /api/v1/policies lists those that are"));
        if (!manifest.tasks().contains(subject.task())) {
            throw ApiError.conflict("policy " + subject.version() + " learned " + manifest.tasks() + ", not "
                    + subject.task() + "; choose one of its tasks");
        }
        PolicyVersion baseline = state.policies()
                .published(subject.task())
                .orElseThrow(() -> ApiError.conflict("no policy of " + subject.task()
                        + " is published, so there is nothing to compare with; publish this one"));
        if (baseline.equals(subject.version())) {
            throw ApiError.conflict(subject.version() + " is published already");
        }
        Optional<RolloutStage> stage = state.rollouts().stage(subject.task(), subject.version());
        boolean goesOn = stage.filter(known -> !known.isOver()).isPresent();
        Future<Void> begun = goesOn
                ? Future.succeededFuture()
                : controller.rollouts().begin(subject.version(), subject.task(), baseline, "asked for" + by(request));
        return begun.map(written -> answer());
    }

    Future<Reply> rollBack(RoutingContext request) {
        Subject subject = Subject.of(request);
        RolloutView view = found(subject);
        boolean isPublished = state.policies().published(subject.task()).equals(Optional.of(subject.version()));
        if (view.stage().isOver() && !isPublished) {
            throw ApiError.conflict("robots do not run " + subject.version() + "; its rollout ended: " + view.stage()
                    + ", " + view.reason());
        }
        return controller
                .rollouts()
                .back(subject.version(), subject.task(), "taken back" + by(request))
                .map(written -> answer());
    }

    private RolloutView found(Subject subject) {
        return state.rollouts()
                .rollout(subject.task(), subject.version())
                .orElseThrow(() -> ApiError.notFound(
                        "there is no rollout of " + subject.version() + " for " + subject.task() + "; PUT it first"));
    }

    private Reply answer() {
        List<RolloutView> views = state.rollouts().rollouts();
        return Reply.json(Answers.Rollouts.class, new Answers.Rollouts(views));
    }

    private static String by(RoutingContext request) {
        return Query.signedIn(request)
                .map(OperatorId::value)
                .map(who -> " by " + who)
                .orElse("");
    }
}
