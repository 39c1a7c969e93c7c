package dev.fleetrl.controller.review;

import static dev.fleetrl.contracts.Outcome.ABORTED;
import static dev.fleetrl.contracts.Outcome.FAILURE;
import static dev.fleetrl.contracts.Outcome.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.controller.Fixtures;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReviewTest {
    private static final EpisodeId EPISODE = new EpisodeId("e-1");
    private static final Ending BY_SENSOR = new Ending(SUCCESS, "in-bin", OutcomeSource.ENVIRONMENT);
    private static final Ending BY_CRITIC = new Ending(SUCCESS, "done-detector", OutcomeSource.CRITIC);
    private static final Ending BY_PERSON = new Ending(SUCCESS, "operator", OutcomeSource.HUMAN);

    private int given;

    @Test
    void leavesAnEpisodeThatNobodyLookedAtAsItWasSealed() {
        assertThat(Review.of(BY_SENSOR).ending()).isEqualTo(BY_SENSOR);
        assertThat(Review.of(BY_SENSOR).isDisputed()).isFalse();
    }

    @Test
    void believesAPersonMoreThanASensor() {
        Review review = Review.of(BY_SENSOR).replay(rated("ada", FAILURE));

        assertThat(review.ending()).isEqualTo(Ending.relabelled(FAILURE));
        assertThat(review.isDisputed()).isTrue();
    }

    @Test
    void keepsTheSealedReasonWhereThePersonSaysTheSame() {
        Review review = Review.of(BY_SENSOR).replay(rated("ada", SUCCESS));

        assertThat(review.ending()).isEqualTo(BY_SENSOR);
        assertThat(review.isDisputed()).isFalse();
    }

    /** Else a critic, which never learns from its own verdicts, would learn from its mistakes only. */
    @Test
    void makesAPersonsOwnWhatTheyConfirmOfACritic() {
        Review confirmed = Review.of(BY_CRITIC).replay(rated("ada", SUCCESS));

        assertThat(confirmed.ending()).isEqualTo(Ending.relabelled(SUCCESS));
        assertThat(confirmed.isDisputed()).isFalse();
        EpisodeManifest sealed =
                Fixtures.manifest(Fixtures.plan("c", 1, 0, Fixtures.BY_V1, Cohort.TRAIN), BY_CRITIC.outcome(), 5, 0);
        assertThat(Snapshot.Entry.of(sealed.judged(confirmed.ending())).outcome())
                .contains(SUCCESS);
        assertThat(confirmed.replay(rated("ada", null)).ending()).isEqualTo(BY_CRITIC);
        assertThat(Review.of(BY_CRITIC).replay(rated("ada", FAILURE)).ending()).isEqualTo(Ending.relabelled(FAILURE));
    }

    @Test
    void takesTheLatestWhereAsManySayOneAsAnother() {
        Review review = Review.of(BY_PERSON).replay(rated("ben", FAILURE));

        assertThat(review.ending().outcome()).isEqualTo(FAILURE);
        assertThat(Review.of(BY_SENSOR)
                        .replay(rated("ada", FAILURE))
                        .replay(rated("ben", ABORTED))
                        .replay(rated("cyn", SUCCESS))
                        .ending())
                .isEqualTo(BY_SENSOR);
    }

    /** Ada and the person who was there say success; Ben came last and stands alone. */
    @Test
    void takesWhatMostSay() {
        Review review = Review.of(BY_PERSON).replay(rated("ada", SUCCESS)).replay(rated("ben", FAILURE));

        assertThat(review.ending()).isEqualTo(BY_PERSON);
        assertThat(review.isDisputed()).isTrue();
    }

    /** Who says it twice is not two people, and who says it again says it now. */
    @Test
    void givesAPersonOneVoice() {
        Review insists = Review.of(BY_SENSOR)
                .replay(rated("ada", FAILURE))
                .replay(rated("ada", FAILURE))
                .replay(rated("ben", SUCCESS));
        assertThat(insists.ending().outcome()).isEqualTo(SUCCESS);

        Review again = insists.replay(rated("ada", FAILURE));
        assertThat(again.ending().outcome()).isEqualTo(FAILURE);
        assertThat(again.voices().keySet()).containsExactly(new OperatorId("ada"), new OperatorId("ben"));
    }

    @Test
    void forgetsWhatSomebodyTakesBackAndKeepsThatItWasSaid() {
        Review review = Review.of(BY_SENSOR).replay(rated("ada", FAILURE)).replay(rated("ada", null));

        assertThat(review.ending()).isEqualTo(BY_SENSOR);
        assertThat(review.voices()).isEmpty();
        assertThat(review.ratings()).hasSize(2);
    }

    @Test
    void countsAVerdictThatComesTwiceOnce() {
        EpisodeRecord.Rated verdict = rated("ada", FAILURE);

        assertThat(Review.of(BY_SENSOR).replay(verdict).replay(verdict).ratings())
                .containsExactly(verdict);
    }

    @Test
    void isLeftOutUntilSomebodyTakesItInAgain() {
        EpisodeRecord.Excluded excluded =
                new EpisodeRecord.Excluded(EPISODE, new OperatorId("ada"), "camera covered", 1);
        Review out = Review.of(BY_SENSOR).replay(excluded);

        assertThat(out.exclusion()).contains(excluded);
        assertThat(out.ending()).isEqualTo(BY_SENSOR);
        assertThat(out.replay(new EpisodeRecord.Included(EPISODE, new OperatorId("ben"), "", 2))
                        .exclusion())
                .isEmpty();
    }

    private EpisodeRecord.Rated rated(String rater, @Nullable Outcome outcome) {
        return new EpisodeRecord.Rated(
                EPISODE, "v-" + ++given, new OperatorId(rater), SUCCESS, Optional.ofNullable(outcome), "", given);
    }
}
