package dev.fleetrl.controller.metrics;

import static dev.fleetrl.controller.Fixtures.ADA;
import static dev.fleetrl.controller.Fixtures.BY_EXPERT;
import static dev.fleetrl.controller.Fixtures.PICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRequest;
import dev.fleetrl.controller.registry.RoundView;
import dev.fleetrl.controller.review.Review;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A base on two demonstrations, two rounds on practice, and a control on the demonstrations alone. */
class LearningTableTest {
    private static final long ASKED = 10_000;

    /** One that began when the rounds were asked for; episodes begin a second after one another, by their seeds. */
    private static final long TOO_LATE = 10;

    private static final List<RoundView> ROUNDS = List.of(
            round("base", Optional.empty(), "demos"),
            round("r1", Optional.of("base"), "demos", "practice-base"),
            round("control", Optional.of("base"), "demos"),
            round("r2", Optional.of("base"), "demos", "practice-base", "practice-r1"));

    private static final List<EpisodeManifest> EPISODES = List.of(
            Episodes.practice("demos", 1, BY_EXPERT, Outcome.SUCCESS, 0),
            Episodes.practice("demos", 2, BY_EXPERT, Outcome.SUCCESS, 0),
            Episodes.practice("demos", 3, BY_EXPERT, Outcome.FAILURE, 0),
            Episodes.practice("demos", 4, BY_EXPERT, Outcome.ABORTED, 0),
            Episodes.practice("demos", 5, BY_EXPERT, Outcome.SUCCESS, 0),
            Episodes.practice("demos", TOO_LATE, BY_EXPERT, Outcome.SUCCESS, 0),
            Episodes.practice("practice-base", 4, Episodes.by("base"), Outcome.ABORTED, 60),
            Episodes.practice("practice-base", TOO_LATE + 1, Episodes.by("r1"), Outcome.FAILURE, 60),
            Episodes.practice("practice-base", 1, Episodes.by("base"), Outcome.SUCCESS, 0),
            Episodes.practice("practice-base", 2, Episodes.by("base"), Outcome.SUCCESS, 60),
            Episodes.practice("practice-base", 3, Episodes.by("base"), Outcome.SUCCESS, 0),
            Episodes.practice("practice-r1", 1, Episodes.by("r1"), Outcome.FAILURE, 0),
            Episodes.practice("practice-r1", TOO_LATE, Episodes.by("r2"), Outcome.FAILURE, 0),
            Episodes.evaluation("base", 1, Outcome.FAILURE, Optional.empty()),
            Episodes.evaluation("r1", 1, Outcome.SUCCESS, Optional.empty()),
            Episodes.evaluation("r2", 1, Outcome.SUCCESS, Optional.empty()),
            Episodes.evaluation("control", 1, Outcome.SUCCESS, Optional.empty()));

    private static RoundView round(String version, Optional<String> parent, String... collections) {
        RoundId id = new RoundId("round-" + version);
        RoundRequest request = new RoundRequest(
                id,
                PICK,
                new PolicyVersion(version),
                parent.map(PolicyVersion::new),
                Stream.of(collections).map(CollectionId::new).toList(),
                "recap",
                Optional.empty(),
                1,
                1,
                Map.of(),
                false);
        return new RoundView(id, request, ASKED, "finished", 1, 0, Optional.of(request.version()), Optional.empty());
    }

    /** The fifth demonstration was left out before the rounds, and the first one after them. */
    private static Review review(EpisodeManifest episode) {
        Review review = Review.of(episode.ending());
        return switch (episode.episode().value()) {
            case "demos-5-a0" -> review.replay(excluded(episode, ASKED - 1));
            case "demos-1-a0" -> review.replay(excluded(episode, ASKED + 1));
            default -> review;
        };
    }

    private static EpisodeRecord excluded(EpisodeManifest episode, long atMillis) {
        return new EpisodeRecord.Excluded(episode.episode(), ADA, "camera covered", atMillis);
    }

    private static LearningRow evaluated(String version) {
        return LearningTable.of(EPISODES, ROUNDS, any -> Optional.empty(), LearningTableTest::review).stream()
                .filter(row -> row.cohort() == Cohort.EVALUATION)
                .filter(row -> row.version().value().equals(version))
                .findFirst()
                .orElseThrow();
    }

    /**
     * A control is a round later than what it began with, as what it is compared with. What was made of a practice that its own policy
     * then goes on with does not make that policy later than it is.
     */
    @Test
    void numbersAVersionAfterTheLatestWhosePracticeItLearnedFrom() {
        assertThat(evaluated("base").round()).isZero();
        assertThat(evaluated("r1").round()).isEqualTo(1);
        assertThat(evaluated("control").round()).isEqualTo(1);
        assertThat(evaluated("r2").round()).isEqualTo(2);
        assertThat(evaluated("r2").madeBy()).contains(new RoundId("round-r2"));
    }

    /** Two demonstrations of 18 s; one correction of 6 s. The others failed, were aborted, left out, or came too late. */
    @Test
    void addsUpWhatPeoplePutIn() {
        assertThat(evaluated("control").demonstrationMinutes()).isCloseTo(0.6, within(1e-12));
        assertThat(evaluated("control").correctionMinutes()).isZero();
        assertThat(evaluated("r1").demonstrationMinutes()).isCloseTo(0.6, within(1e-12));
        assertThat(evaluated("r1").correctionMinutes()).isCloseTo(0.1, within(1e-12));
    }

    /** Two of three alone, and 6 s of a person: 2 / (1 + 6). */
    @Test
    void tellsTheReturnOnHumanEffortOfPractice() {
        assertThat(evaluated("base").returnOnEffort().orElseThrow()).isCloseTo(2 / 7.0, within(1e-12));
        assertThat(evaluated("base").successes()).isZero();
        assertThat(evaluated("r1").returnOnEffort()).contains(0.0);
        assertThat(evaluated("control").returnOnEffort()).isEmpty();
    }
}
