package dev.fleetrl.local.study.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.ChunkPosition;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RobotTimeTest {
    private static final ActionSource POLICY = new ActionSource.Policy(new PolicyVersion("v1"));

    /** Begun at 5.0 s; the first answer takes 20 ms, the second 0.3 s and a step of holding. */
    @Test
    void isGrossWithHoldsAnswersAndTheStatedReset() {
        List<Step> steps = List.of(
                step(5020, POLICY), step(5120, POLICY), step(5220, new ActionSource.Hold()), step(5620, POLICY));

        assertThat(RobotTime.of(episode(steps.size()), steps)).isEqualTo(new RobotTime(0.3, 10.72));
    }

    /** 2 s to lay out the scene, 0.1 s of acting, 3 s until a person says how it ended. */
    @Test
    void isGrossWithTheResetAndTheWaitForALabelThatWereMeasured() {
        EpisodeManifest attended = episode(1, Optional.of(2000L), Optional.of(3000L));

        assertThat(RobotTime.of(attended, List.of(step(5000, POLICY)))).isEqualTo(new RobotTime(0.1, 5.1));
    }

    private static Step step(long atMillis, ActionSource source) {
        Observation nothing = new Observation(List.of(), Vec.of());
        return new Step(0, atMillis, nothing, Vec.of(), Vec.of(), source, ChunkPosition.NONE, 0, List.of());
    }

    private static EpisodeManifest episode(int steps) {
        return episode(steps, Optional.empty(), Optional.empty());
    }

    private static EpisodeManifest episode(int steps, Optional<Long> resetMillis, Optional<Long> labelMillis) {
        EpisodePlan plan = new EpisodePlan(
                new EpisodeId("e"), new CollectionId("c"), new TaskId("pick"), Cohort.EVALUATION, POLICY, 7, 1);
        return new EpisodeManifest(
                "schema",
                plan.episode(),
                new RobotId("robot-1"),
                "s",
                plan,
                "put it away",
                10,
                120,
                5000,
                steps * 100L,
                new Ending(Outcome.SUCCESS, "in-bin", OutcomeSource.ENVIRONMENT),
                steps,
                0,
                0,
                List.of(),
                "c/e.parquet",
                "00",
                resetMillis,
                labelMillis);
    }
}
