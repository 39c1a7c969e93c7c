package dev.fleetrl.controller.registry;

import static dev.fleetrl.controller.Fixtures.ADA;
import static dev.fleetrl.controller.Fixtures.BY_V1;
import static dev.fleetrl.controller.Fixtures.EXPERT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.controller.Fixtures;
import dev.fleetrl.evaluation.CohensKappa.Pair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EpisodeIndexTest {
    private final EpisodeIndex index = new EpisodeIndex();

    @Test
    void answersWithTheOutcomeThatCountsNow() {
        seal(1, Outcome.SUCCESS);
        seal(2, Outcome.SUCCESS);
        index.replay(rated(1, "v", ADA, Outcome.FAILURE));

        assertThat(index.all())
                .extracting(episode -> episode.ending().outcome())
                .containsExactly(Outcome.FAILURE, Outcome.SUCCESS);
        assertThat(index.find(id(1)).orElseThrow().isAutonomousSuccess()).isFalse();
        assertThat(index.review(index.find(id(1)).orElseThrow()).recorded().outcome())
                .isEqualTo(Outcome.SUCCESS);
        assertThat(index.size()).isEqualTo(2);
    }

    /** A controller that starts reads the log from its start, and what is sealed comes again. */
    @Test
    void keepsWhatPeopleSaidWhenItIsSealedTwice() {
        seal(1, Outcome.SUCCESS);
        index.replay(rated(1, "v", ADA, Outcome.FAILURE));
        seal(1, Outcome.SUCCESS);

        assertThat(index.find(id(1)).orElseThrow().ending().outcome()).isEqualTo(Outcome.FAILURE);
    }

    @Test
    void pairsTheFirstVerdictWithThatOfTheFirstWhoLookedAgain() {
        seal(1, Outcome.SUCCESS);
        seal(2, Outcome.FAILURE);
        seal(3, Outcome.FAILURE);
        index.replay(rated(1, "v", ADA, Outcome.FAILURE));
        index.replay(rated(1, "w", EXPERT, Outcome.SUCCESS));
        index.replay(rated(2, "x", EXPERT, Outcome.FAILURE));

        assertThat(index.ratedTwice(any -> true))
                .containsExactlyInAnyOrder(
                        new Pair<>(Outcome.SUCCESS, Outcome.FAILURE), new Pair<>(Outcome.FAILURE, Outcome.FAILURE));
        assertThat(index.ratedTwice(none -> false)).isEmpty();
    }

    @Test
    void passesOverWhatIsSaidOfNoEpisode() {
        index.replay(rated(7, "v", ADA, Outcome.FAILURE));

        assertThat(index.all()).isEmpty();
    }

    @Test
    void turnsThePagesOfTenThousandEpisodes() {
        for (int seed = 1; seed <= 10_000; seed++) {
            seal(seed, seed % 2 == 0 ? Outcome.SUCCESS : Outcome.FAILURE);
        }
        List<EpisodeManifest> read = new ArrayList<>();
        Optional<EpisodeId> after = Optional.empty();
        long began = System.nanoTime();
        do {
            List<EpisodeManifest> page =
                    index.page(episode -> episode.ending().outcome() == Outcome.SUCCESS, after, 100);
            read.addAll(page);
            after = page.size() < 100
                    ? Optional.empty()
                    : Optional.of(page.get(page.size() - 1).episode());
        } while (after.isPresent());

        assertThat(read).hasSize(5000).doesNotHaveDuplicates();
        assertThat(read.get(0).plan().seed()).isEqualTo(10_000);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }

    private void seal(long seed, Outcome outcome) {
        index.replay(new EpisodeRecord.Sealed(
                Fixtures.manifest(Fixtures.plan("c", seed, 0, BY_V1, Cohort.TRAIN), outcome, 5, 0), seed));
    }

    private static EpisodeId id(long seed) {
        return new EpisodeId("c-" + seed + "-a0");
    }

    private static EpisodeRecord.Rated rated(long seed, String verdict, OperatorId rater, Outcome outcome) {
        return new EpisodeRecord.Rated(id(seed), verdict, rater, Outcome.SUCCESS, Optional.of(outcome), "", 9);
    }
}
