package dev.fleetrl.controller.api;

import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.controller.fleet.FleetState;
import dev.fleetrl.controller.ingest.Worker;
import dev.fleetrl.controller.registry.EpisodeIndex;
import dev.fleetrl.controller.registry.RoundView;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Sealed episodes: lists, steps and pictures. */
final class EpisodeResource {
    private static final int PAGE = 50;
    private static final int LONGEST_PAGE = 500;

    private final FleetState state;
    private final EpisodeFiles files;
    private final Worker worker;

    /** @param worker runs one call at a time */
    EpisodeResource(FleetState state, EpisodeFiles files, Worker worker) {
        this.state = state;
        this.files = files;
        this.worker = worker;
    }

    Future<Reply> episodes(RoutingContext request) {
        int limit = Query.number(request, "limit", PAGE, LONGEST_PAGE);
        Optional<EpisodeId> after = Query.parameter(request, "after", EpisodeId::new);
        after.ifPresent(this::found);
        EpisodeIndex index = state.episodes();
        Predicate<EpisodeManifest> filter = EpisodeQuery.of(request, index);
        List<EpisodeManifest> page = index.page(filter, after, limit);
        Optional<String> next = page.size() < limit
                ? Optional.empty()
                : Optional.of(page.get(page.size() - 1).episode().value());
        return Reply.now(Answers.Episodes.class, new Answers.Episodes(page, next, index.count(filter), reviewed(page)));
    }

    Future<Reply> episode(RoutingContext request) {
        EpisodeManifest manifest = found(Query.path(request, "id", EpisodeId::new));
        Answers.Review review = reviewOf(manifest);
        List<LabelRunId> runs = Query.parameter(request, "labels", LabelRunId::new)
                .map(List::of)
                .orElseGet(this::newestRuns);
        return worker.call(() -> Reply.json(Answers.Episode.class, files.episode(manifest, runs, review)));
    }

    private Map<String, Answers.Review> reviewed(List<EpisodeManifest> page) {
        Map<String, Answers.Review> reviews = new TreeMap<>();
        for (EpisodeManifest manifest : page) {
            if (state.episodes().isReviewed(manifest)) {
                reviews.put(manifest.episode().value(), reviewOf(manifest));
            }
        }
        return reviews;
    }

    private Answers.Review reviewOf(EpisodeManifest manifest) {
        return Answers.Review.of(state.episodes().review(manifest));
    }

    Future<Reply> frame(RoutingContext request) {
        EpisodeManifest manifest = found(Query.path(request, "id", EpisodeId::new));
        int step = Query.path(request, "step", Integer::valueOf);
        String camera = Query.path(request, "camera", name -> name);
        return worker.call(() -> new Reply("image/jpeg", Buffer.buffer(files.frame(manifest, step, camera))));
    }

    private EpisodeManifest found(EpisodeId id) {
        return state.episodes()
                .find(id)
                .orElseThrow(
                        () -> ApiError.notFound("no episode " + id + " is sealed; GET /api/v1/episodes lists them"));
    }

    /** Label runs bear the name of their round. */
    private List<LabelRunId> newestRuns() {
        List<LabelRunId> runs = new ArrayList<>();
        for (RoundView round : state.rounds().rounds()) {
            if (round.request().labels().isPresent()) {
                runs.add(0, new LabelRunId(round.round().value()));
            }
        }
        return runs;
    }
}
