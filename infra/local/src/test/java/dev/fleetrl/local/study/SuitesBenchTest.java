package dev.fleetrl.local.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.study.SuitesBench.Trial;
import dev.fleetrl.local.study.plan.Cell;
import dev.fleetrl.local.study.plan.CellResult;
import dev.fleetrl.local.study.plan.Effort;
import dev.fleetrl.local.study.plan.Sizes;
import dev.fleetrl.local.study.report.Generalisation;
import dev.fleetrl.local.study.report.Generalisation.Result;
import dev.fleetrl.local.study.report.Generalisation.Who;
import dev.fleetrl.local.study.virtual.Collected;
import dev.fleetrl.local.study.virtual.Cost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuitesBenchTest {
    @TempDir
    private Path path;

    private StudyFolder study() throws IOException {
        return StudyFolder.open(path, "pick", new Sizes(1, 1, 1, 1, 1, 1));
    }

    private static CellResult result(String variant, int round, String policy) {
        Cell cell = new Cell("pick", variant, 1, round);
        return new CellResult(
                cell, policy, "sft", List.of(), 0, Effort.NONE, Map.of(), Map.of(), Map.of(), List.of("abc"));
    }

    @Test
    void refuseASeedWithoutARoundOfRecap() throws IOException {
        StudyFolder study = study();

        assertThatThrownBy(() -> new SuitesBench(study, "pick", 1, 1))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no result of pick start seed 1 round 0");
        study.keep(result("start", 0, "base"));
        assertThatThrownBy(() -> new SuitesBench(study, "pick", 1, 1))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no result of pick recap seed 1 round 1");
    }

    @Test
    void tryRecapsLastPolicy() throws IOException {
        StudyFolder study = study();
        study.keep(result("start", 0, "base"));
        study.keep(result("recap", 1, "recap-1"));
        study.keep(result("recap", 2, "recap-2"));

        assertThat(new SuitesBench(study, "pick", 1, 1).last().value()).isEqualTo("recap-2");
    }

    /** Starts 1, 2, 3: one policy is done with 3 before the scene fails it, and has no verdict at 1; the other none at 3. */
    @Test
    void countTheStartsThatBothCameToAVerdictOf() {
        Collected before = collected(Outcome.ABORTED, Outcome.FAILURE, Outcome.SUCCESS);
        Collected after = collected(Outcome.SUCCESS, Outcome.SUCCESS, Outcome.ABORTED);
        Trial start = new Trial(Who.START, Optional.empty(), before.request());
        Trial recap = new Trial(Who.RECAP, Optional.empty(), after.request());

        assertThat(SuitesBench.result(start, before, after))
                .isEqualTo(new Result(Who.START, Optional.empty(), 0, 1, 2.0));
        assertThat(SuitesBench.result(recap, after, before))
                .isEqualTo(new Result(Who.RECAP, Optional.empty(), 1, 1, 2.0));
    }

    /** From start 1 on, 2 s each. */
    private static Collected collected(Outcome... outcomes) {
        TaskId task = new TaskId("pick");
        CollectionId id = new CollectionId("c");
        ActionSource driver = new ActionSource.Policy(new PolicyVersion("v"));
        List<EpisodeManifest> episodes = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            EpisodeId episode = new EpisodeId("e-" + episodes.size());
            String why = outcome == Outcome.ABORTED ? Ending.VARIATION : "in-bin";
            episodes.add(new EpisodeManifest(
                    "schema",
                    episode,
                    new RobotId("robot-1"),
                    "s",
                    new EpisodePlan(episode, id, task, Cohort.EVALUATION, driver, episodes.size() + 1, 1),
                    "put it away",
                    10,
                    120,
                    5000,
                    2000,
                    new Ending(outcome, why, OutcomeSource.ENVIRONMENT),
                    20,
                    0,
                    0,
                    List.of(),
                    "c/" + episode + ".parquet",
                    "00"));
        }
        CollectionRequest request = new CollectionRequest(id, task, Cohort.EVALUATION, driver, outcomes.length, 1, 1);
        return new Collected(request, 1, episodes, 6, new Cost(1, 1), "abc");
    }

    @Test
    void leaveTheirAnswersToTheStudysPage() throws IOException {
        Generalisation answer = new Generalisation("pick", 2, 1, "recap-1", "a machine", "abc", List.of());
        study().keep(answer);

        assertThat(study().generalisations("pick", 1, 3)).containsExactly(answer);
    }
}
