package dev.fleetrl.controller.allocation;

import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

/** The seeds of one collection. */
final class Seeds {
    private static final double MILLIS_PER_SECOND = 1000;

    private final Map<Long, SeedState> states = new HashMap<>();
    private long firstAssignedMillis = Long.MAX_VALUE;

    void assigned(EpisodePlan plan, long atMillis) {
        state(plan.seed()).assigned(plan.episode(), Attempt.of(plan));
        firstAssignedMillis = Math.min(firstAssignedMillis, atMillis);
    }

    void givenUp(long seed, EpisodeId episode) {
        state(seed).givenUp(episode);
    }

    void sealed(EpisodeManifest manifest) {
        state(manifest.plan().seed()).sealed(manifest);
    }

    /** Answers the lowest seed that has no verdict and that nobody is at. */
    OptionalLong next(CollectionRequest request, Set<Long> taken) {
        return LongStream.range(request.firstSeed(), request.firstSeed() + request.episodes())
                .filter(seed -> !taken.contains(seed))
                .filter(seed -> {
                    SeedState state = states.get(seed);
                    return state == null || state.isFree();
                })
                .findFirst();
    }

    int nextAttempt(long seed) {
        SeedState state = states.get(seed);
        return state == null ? 0 : state.nextAttempt();
    }

    CollectionProgress progress(CollectionRequest request, long nowMillis) {
        List<SeedState> asked = states.entrySet().stream()
                .filter(entry -> entry.getKey() >= request.firstSeed())
                .filter(entry -> entry.getKey() < request.firstSeed() + request.episodes())
                .map(Map.Entry::getValue)
                .toList();
        List<EpisodeManifest> verdicts =
                asked.stream().flatMap(state -> state.verdict().stream()).toList();
        int judged = verdicts.size();
        double secondsSoFar = (nowMillis - firstAssignedMillis) / MILLIS_PER_SECOND;
        boolean complete = judged == request.episodes();
        return new CollectionProgress(
                request,
                judged,
                (int) verdicts.stream()
                        .filter(e -> e.ending().outcome() == Outcome.SUCCESS)
                        .count(),
                (int) asked.stream().filter(SeedState::isRunning).count(),
                complete,
                judged == 0
                        ? Optional.empty()
                        : Optional.of(complete ? 0 : secondsSoFar / judged * (request.episodes() - judged)));
    }

    /** Answers whether this episode is the one that counts for its seed. */
    boolean counts(EpisodeManifest manifest) {
        return state(manifest.plan().seed())
                .verdict()
                .map(verdict -> verdict.episode().equals(manifest.episode()))
                .orElse(true);
    }

    private SeedState state(long seed) {
        return states.computeIfAbsent(seed, s -> new SeedState());
    }
}
