package dev.fleetrl.controller.metrics;

import static dev.fleetrl.controller.Fixtures.BY_EXPERT;
import static dev.fleetrl.controller.Fixtures.BY_V1;
import static dev.fleetrl.controller.Fixtures.V1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.Variation;
import dev.fleetrl.controller.Fixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThroughputTableTest {
    /** 18 s each, so 200 an hour if all were autonomous successes. */
    private static final List<EpisodeManifest> PRACTICE = List.of(
            episode(1, Outcome.SUCCESS, 0),
            episode(2, Outcome.SUCCESS, 5),
            episode(3, Outcome.FAILURE, 0),
            episode(4, Outcome.SUCCESS, 0),
            episode(5, Outcome.ABORTED, 0));

    private static EpisodeManifest episode(long seed, Outcome outcome, int corrections) {
        return Fixtures.manifest(Fixtures.plan("c", seed, 0, BY_V1, Cohort.TRAIN), outcome, 180, corrections);
    }

    private static EpisodeManifest attended(EpisodeManifest e, Optional<Long> labelMillis) {
        return new EpisodeManifest(
                e.schema(),
                e.episode(),
                e.robot(),
                e.session(),
                e.plan(),
                e.instruction(),
                e.hz(),
                e.timeLimitSteps(),
                e.startedAtMillis(),
                e.durationMillis(),
                e.ending(),
                e.steps(),
                e.correctionSteps(),
                e.interventions(),
                e.operators(),
                e.file(),
                e.sha256(),
                Optional.of(60_000L),
                labelMillis);
    }

    private static List<ThroughputRow> table(List<EpisodeManifest> episodes) {
        return ThroughputTable.of(episodes, version -> Optional.of(Fixtures.policy(version, Optional.empty())));
    }

    @Test
    void neverCountsAnAssistedEpisodeAsAutonomousSuccess() {
        ThroughputRow row = table(PRACTICE).get(0);

        assertThat(row.successes()).isEqualTo(2);
        assertThat(row.assisted()).isEqualTo(1);
        assertThat(row.throughputPerHour()).isEqualTo(100);
    }

    /** 18 s each, a minute of reset, and one waits 88 s for its label: two successes in 400 s. */
    @Test
    void countsResetsAndWaitingForLabelsInGrossThroughputWhereAllWereMeasured() {
        List<EpisodeManifest> judged = PRACTICE.subList(0, 4);
        List<EpisodeManifest> attended = new ArrayList<>();
        judged.forEach(episode -> attended.add(attended(episode, Optional.empty())));
        attended.set(3, attended(judged.get(3), Optional.of(88_000L)));

        assertThat(table(attended).get(0).grossPerHour()).contains(18.0);
        attended.set(0, judged.get(0));
        assertThat(table(attended).get(0).grossPerHour()).isEmpty();
    }

    @Test
    void countsEpisodesWithoutAVerdictApart() {
        ThroughputRow row = table(PRACTICE).get(0);

        assertThat(row.episodes()).isEqualTo(4);
        assertThat(row.aborted()).isEqualTo(1);
        assertThat(row.successRate()).isEqualTo(0.5);
    }

    /** Of autonomous successes only: 18 s each. */
    @Test
    void tellsHowLongSuccessesTake() {
        ThroughputRow row = table(PRACTICE).get(0);

        assertThat(row.medianSeconds()).contains(18.0);
        assertThat(row.p90Seconds()).contains(18.0);
        assertThat(table(PRACTICE.subList(2, 3)).get(0).medianSeconds()).isEmpty();
    }

    @Test
    void tellsWhatTheVersionCostToTrainAndToCorrect() {
        ThroughputRow row = table(PRACTICE).get(0);

        assertThat(row.version()).isEqualTo(V1);
        assertThat(row.trainSeconds()).contains(12.5);
        assertThat(row.interventions()).isEqualTo(1);
        assertThat(row.correctionSteps()).isEqualTo(5);
    }

    @Test
    void neverPoolsWhatWasEvaluatedInAVariedScene() {
        EpisodePlan plan = Fixtures.plan("e", 1, 0, BY_V1, Cohort.EVALUATION);
        EpisodePlan varied = new EpisodePlan(
                plan.episode(),
                plan.collection(),
                plan.task(),
                plan.cohort(),
                plan.driver(),
                plan.seed(),
                plan.pace(),
                Optional.of(Variation.parse("vision.light.2")));

        assertThat(ThroughputTable.of(
                        List.of(Fixtures.manifest(varied, Outcome.SUCCESS, 10, 0)), version -> Optional.empty()))
                .isEmpty();
    }

    @Test
    void keepsCohortsApartAndLeavesDemonstrationsOut() {
        EpisodeManifest held =
                Fixtures.manifest(Fixtures.plan("e", 1, 0, BY_V1, Cohort.EVALUATION), Outcome.SUCCESS, 10, 0);
        EpisodeManifest shown =
                Fixtures.manifest(Fixtures.plan("d", 1, 0, BY_EXPERT, Cohort.TRAIN), Outcome.SUCCESS, 10, 0);

        assertThat(table(List.of(held, shown, PRACTICE.get(0))))
                .extracting(ThroughputRow::cohort)
                .containsExactly(Cohort.TRAIN, Cohort.EVALUATION);
    }
}
