package dev.fleetrl.local.study.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRequest;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.episodes.LabelRunManifest;
import dev.fleetrl.episodes.LabelStore;
import dev.fleetrl.episodes.TaskLabels;
import dev.fleetrl.policy.condition.Guidance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two tasks learned together, then one of them: lines 1 to 5 of π*0.6's algorithm. */
class PreTrainingTest {
    private static final TaskId PICK = new TaskId("pick");
    private static final TaskId SORT = new TaskId("sort");
    private static final PolicyVersion PRE = new PolicyVersion("pre");
    private static final PolicyVersion SPECIALIST = new PolicyVersion("pick-0");
    private static final Map<String, Double> SMALL = Map.of("batch", 8.0, "flowSamples", 1.0);

    @TempDir
    private Path folder;

    private VirtualSite site() throws IOException {
        SiteSettings settings = new SiteSettings(List.of(PICK, SORT), 2, 1, 1, 10, 1);
        return VirtualSite.open(folder, settings, ValueReference.withThreads(1), Watcher.NOBODY);
    }

    private static CollectionRequest shown(TaskId task, int episodes) {
        ActionSource expert = new ActionSource.Demonstration(new OperatorId("scripted-expert"));
        return new CollectionRequest(new CollectionId("shown-" + task), task, Cohort.TRAIN, expert, episodes, 100, 1);
    }

    private static RoundRequest round(
            PolicyVersion version,
            List<TaskId> tasks,
            Optional<PolicyVersion> parent,
            LabelSettings labels,
            int steps) {
        return new RoundRequest(
                        new RoundId(version.value()),
                        PICK,
                        version,
                        parent,
                        List.of(new CollectionId("shown-pick"), new CollectionId("shown-sort")),
                        "recap",
                        Optional.of(labels),
                        steps,
                        1,
                        SMALL,
                        true)
                .withTasks(tasks);
    }

    @Test
    void teachesTasksEvenlyAndThenOneOfThem() throws IOException {
        try (VirtualSite site = site()) {
            site.collect(shown(PICK, 3), Guidance.PLAIN);
            site.collect(shown(SORT, 1), Guidance.PLAIN);
            LabelSettings together = LabelSettings.preTraining().valueSteps(2).settings();
            PolicyManifest pre = site.round(round(PRE, List.of(PICK, SORT), Optional.empty(), together, 40))
                    .policy();
            LabelSettings own = LabelSettings.preTraining()
                    .forceDemonstrations(true)
                    .parent(new LabelRunId(PRE.value()))
                    .valueSteps(1)
                    .settings();
            PolicyManifest specialist = site.round(round(SPECIALIST, List.of(PICK), Optional.of(PRE), own, 2))
                    .policy();

            assertThat(pre.tasks()).containsExactly(PICK, SORT);
            assertThat(pre.instructions()).hasSizeGreaterThan(1);
            assertThat(pre.settings().get("realised.task.pick")).isCloseTo(0.5, within(0.1));
            assertThat(pre.settings().get("realised.task.sort")).isCloseTo(0.5, within(0.1));
            assertThat(specialist.tasks()).containsExactly(PICK);
            assertThat(specialist.parent()).contains(PRE);
            assertThat(specialist.settings()).doesNotContainKey("realised.task.sort");
        }
        try (LabelStore store = LabelStore.open(folder.resolve("labels"))) {
            LabelRunManifest together = store.find(new LabelRunId(PRE.value())).orElseThrow();
            assertThat(together.tasks()).extracting(TaskLabels::task).containsExactly(PICK, SORT);
            assertThat(together.epsilonByTask().get("pick"))
                    .isNotEqualTo(together.epsilonByTask().get("sort"));
            assertThat(together.tasks()).allSatisfy(task -> {
                assertThat(task.lookaheadSteps()).isGreaterThanOrEqualTo(task.horizonSteps());
                assertThat(task.positiveBySource().get("demonstration")).isCloseTo(0.3, within(0.02));
            });
            LabelRunManifest own =
                    store.find(new LabelRunId(SPECIALIST.value())).orElseThrow();
            assertThat(own.tasks()).extracting(TaskLabels::task).containsExactly(PICK);
            assertThat(own.positiveBySource()).containsEntry("demonstration", 1.0);
        }
    }
}
