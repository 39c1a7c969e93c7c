package dev.fleetrl.local.study.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.local.UserError;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In processes of their own; seed 7. */
class SiteJobTest {
    private static final TaskId PICK = new TaskId("pick");

    @TempDir
    private Path data;

    private static SiteJob job(ActionSource driver) {
        CollectionId id = new CollectionId("some");
        return new SiteJob(PICK, 1, List.of(new CollectionRequest(id, PICK, Cohort.TRAIN, driver, 1, 7, 1)), List.of());
    }

    @Test
    void leavesWhatItCollectedAndSaysWhatItTook() throws IOException, InterruptedException {
        Map<String, Cost> spent =
                job(new ActionSource.Demonstration(SimulatedRobot.EXPERT)).run(data, "job", line -> {});

        assertThat(spent).containsOnlyKeys("some");
        assertThat(spent.values())
                .allSatisfy(cost -> assertThat(cost.cpuSeconds()).isPositive());
        assertThat(Records.find(data.resolve("collections/some.json"), Collected.class))
                .hasValueSatisfying(some -> assertThat(some.episodes()).hasSize(1));
    }

    @Test
    void failsWithTheReasonOfItsProcess() {
        SiteJob job = job(new ActionSource.Policy(new PolicyVersion("unknown")));

        assertThatThrownBy(() -> job.run(data, "job", line -> {}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("policy unknown is not trained");
    }
}
