package dev.fleetrl.controller.allocation;

import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Outcome;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of one seed. The log keeps no order between attempts, so none is needed here. */
final class SeedState {
    private final Set<EpisodeId> assigned = new HashSet<>();
    private final Set<EpisodeId> over = new HashSet<>();
    private int nextAttempt;
    private int verdictAttempt = Integer.MAX_VALUE;
    private @Nullable EpisodeManifest verdict;

    void assigned(EpisodeId episode, Attempt attempt) {
        assigned.add(episode);
        nextAttempt = Math.max(nextAttempt, attempt.number() + 1);
    }

    void givenUp(EpisodeId episode) {
        over.add(episode);
    }

    /** Should two attempts come to a verdict (a robot thought lost came back), the lower one counts, whatever the order. */
    void sealed(EpisodeManifest manifest) {
        Attempt attempt = Attempt.of(manifest.plan());
        assigned(manifest.episode(), attempt);
        over.add(manifest.episode());
        Outcome outcome = manifest.ending().outcome();
        boolean closes = outcome == Outcome.SUCCESS
                || outcome == Outcome.FAILURE
                || manifest.ending().isOfTheSeed();
        if (closes && attempt.number() < verdictAttempt) {
            verdictAttempt = attempt.number();
            verdict = manifest;
        }
    }

    boolean isFree() {
        return verdict == null && over.containsAll(assigned);
    }

    boolean isRunning() {
        return verdict == null && !over.containsAll(assigned);
    }

    int nextAttempt() {
        return nextAttempt;
    }

    /** That of the episode that closes the seed; it may be that there is none to be had, {@link Ending#isOfTheSeed}. */
    Optional<EpisodeManifest> verdict() {
        return Optional.ofNullable(verdict);
    }
}
