package dev.fleetrl.local.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.Figure;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.local.study.LatencyBench.Case;
import dev.fleetrl.robot.control.ChunkExecution;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LatencyBenchTest {
    private static final Case FAR = new Case(ChunkExecution.REAL_TIME_CHUNKING, 200);

    /** Start 3 came to a verdict on one side only. Both others succeeded, in 8 s in all where it had been 4. */
    @Test
    void comparesThroughputFromTheStartsThatBothHave() {
        List<EpisodeManifest> far = List.of(episode(1, 3_000), episode(2, 5_000), episode(3, 100));
        List<EpisodeManifest> near = List.of(episode(2, 2_500), episode(1, 1_500));

        List<Figure> figures = LatencyBench.ratio(FAR, "the same, +0 ms", far, near, Optional.of(0.97));

        assertThat(figures.get(0))
                .isEqualTo(
                        Figure.atLeast("real time chunking, +200 ms, throughput to the same, +0 ms", 0.5, "x", 0.97));
        assertThat(figures.get(0).met()).hasValue(false);
    }

    @Test
    void comparesNothingToItself() {
        List<EpisodeManifest> near = List.of(episode(1, 1_500));

        assertThat(LatencyBench.ratio(FAR, "itself", near, near, Optional.empty()))
                .isEmpty();
    }

    private static EpisodeManifest episode(long seed, long durationMillis) {
        EpisodeId episode = new EpisodeId("e-" + seed);
        ActionSource driver = new ActionSource.Policy(new PolicyVersion("v"));
        return new EpisodeManifest(
                "schema",
                episode,
                new RobotId("robot-1"),
                "s",
                new EpisodePlan(episode, new CollectionId("c"), new TaskId("pick"), Cohort.EVALUATION, driver, seed, 1),
                "put it away",
                10,
                120,
                5000,
                durationMillis,
                new Ending(Outcome.SUCCESS, "in-bin", OutcomeSource.ENVIRONMENT),
                20,
                0,
                0,
                List.of(),
                "c/" + episode + ".parquet",
                "00");
    }
}
