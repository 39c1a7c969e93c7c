package dev.fleetrl.controller.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.controller.fleet.ReviewDesk;
import dev.fleetrl.controller.registry.EpisodeIndex;
import dev.fleetrl.controller.review.Review;
import dev.fleetrl.evaluation.CohensKappa;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Second opinions on sealed episodes, and which of them to leave out. */
final class ReviewResource {
    private static final int LONGEST_ID = 128;
    private static final int LONGEST_REASON = 500;

    private final EpisodeIndex episodes;
    private final ReviewDesk desk;

    ReviewResource(EpisodeIndex episodes, ReviewDesk desk) {
        this.episodes = episodes;
        this.desk = desk;
    }

    /**
     * How somebody says that an episode ended.
     *
     * @param id made where it was said, so that it can be sent again
     * @param outcome absent: they take back what they said before
     */
    record Verdict(
            String id,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<OperatorId> operator,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Outcome> outcome,
            String reason) {}

    /** Whether snapshots shall leave an episode out. */
    record Exclusion(
            boolean excluded,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<OperatorId> operator,
            String reason) {}

    Future<Reply> rate(RoutingContext request) {
        EpisodeManifest episode = episode(request);
        Verdict verdict = Query.body(request, Verdict.class);
        OperatorId rater = who(request, verdict.operator());
        Query.check(
                !verdict.id().isBlank() && verdict.id().length() <= LONGEST_ID,
                "the id of a verdict has 1 to " + LONGEST_ID + " characters");
        Query.check(
                !verdict.outcome().equals(Optional.of(Outcome.ABANDONED)),
                "say SUCCESS, FAILURE or ABORTED; ABANDONED is what an agent's death is called");
        if (episodes.review(episode).recorded().outcome() == Outcome.ABANDONED) {
            throw ApiError.conflict(
                    "episode " + episode.episode() + " breaks off where its agent died: nobody saw how it ended");
        }
        String reason = reason(verdict.reason());
        return answer(desk.rate(episode, new ReviewDesk.Verdict(verdict.id(), rater, verdict.outcome(), reason)));
    }

    Future<Reply> exclude(RoutingContext request) {
        EpisodeManifest episode = episode(request);
        Exclusion asked = Query.body(request, Exclusion.class);
        OperatorId operator = who(request, asked.operator());
        String reason = reason(asked.reason());
        Query.check(!asked.excluded() || !reason.isEmpty(), "say why the episode shall be left out");
        return answer(
                asked.excluded() ? desk.exclude(episode, operator, reason) : desk.include(episode, operator, reason));
    }

    Future<Reply> agreement(RoutingContext request) {
        Optional<TaskId> task = Query.parameter(request, "task", TaskId::new);
        CohensKappa kappa = CohensKappa.of(episodes.ratedTwice(
                episode -> task.map(episode.plan().task()::equals).orElse(true)));
        return Reply.now(
                Answers.Agreement.class,
                new Answers.Agreement(kappa.n(), kappa.agreed(), kappa.expected(), kappa.value()));
    }

    private EpisodeManifest episode(RoutingContext request) {
        EpisodeId id = Query.path(request, "id", EpisodeId::new);
        return episodes.find(id)
                .orElseThrow(
                        () -> ApiError.notFound("no episode " + id + " is sealed; GET /api/v1/episodes lists them"));
    }

    private static Future<Reply> answer(Future<Review> review) {
        return review.map(known -> Reply.json(Answers.Review.class, Answers.Review.of(known)));
    }

    private static OperatorId who(RoutingContext request, Optional<OperatorId> said) {
        return Query.signedIn(request)
                .or(() -> said)
                .orElseThrow(() -> ApiError.badRequest("say who you are: operator in the body"));
    }

    private static String reason(String said) {
        Query.check(said.length() <= LONGEST_REASON, "a reason has at most " + LONGEST_REASON + " characters");
        return said.strip();
    }
}
