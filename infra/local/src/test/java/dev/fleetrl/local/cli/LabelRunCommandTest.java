package dev.fleetrl.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.ChunkPosition;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.episodes.EpisodeLabels;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.episodes.LabelRunManifest;
import dev.fleetrl.episodes.LabelStore;
import dev.fleetrl.episodes.LabelledStep;
import dev.fleetrl.episodes.SealedEpisode;
import dev.fleetrl.episodes.SnapshotStore;
import dev.fleetrl.episodes.TaskLabels;
import dev.fleetrl.episodes.assembly.Assembled;
import dev.fleetrl.episodes.assembly.EpisodeAssembly;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LabelRunCommandTest {
    private static final ActionSource POLICY = new ActionSource.Policy(new PolicyVersion("v1"));
    private static final TaskId PICK = new TaskId("pick");
    private static final SnapshotId SNAPSHOT = new SnapshotId("s");
    private static final EpisodeId EPISODE = new EpisodeId("e-1");

    @TempDir
    private Path data;

    private record Answer(int exitCode, String out, String error) {}

    private Answer run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter error = new StringWriter();
        CommandLine fleetrl = FleetRl.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(error, true));
        List<String> all = new ArrayList<>(List.of("label-run"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return new Answer(fleetrl.execute(all.toArray(String[]::new)), out.toString(), error.toString());
    }

    @Test
    void listsRunsAndSaysWhichItCannotRead() throws IOException {
        write("run-1", 0.4, true, false, true);
        Files.createDirectories(data.resolve("labels/old"));
        Files.writeString(data.resolve("labels/old/run.json"), "{\"schema\":\"fleetrl-labels/1\"}");

        Answer answer = run("ls");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out().lines()).hasSize(2);
        assertThat(answer.out().lines().skip(1).findFirst().orElseThrow().split(" +"))
                .containsExactly("run-1", "pick", "FINETUNE", "0.0100", "0.6667", "run-1", "1");
        assertThat(answer.error()).contains("has schema fleetrl-labels/1").hasLineCount(1);
    }

    @Test
    void showsOneToAPersonAndToAProgram() throws IOException {
        write("run-1", 0.4, true, false, true);

        assertThat(run("show", "run-1").out())
                .contains("run-1: FINETUNE on snapshot s, values of run-1")
                .contains("! ignores-picture: it does")
                .contains("task pick: epsilon 0.0100, N 10, H_l 100, a failure costs 100 steps")
                .contains("mean V along failures   -0.5000 -0.7500");
        JsonNode json =
                new ObjectMapper().readTree(run("show", "run-1", "--json").out());
        assertThat(json.at("/tasks/0/figures/poolFromFailures").asDouble()).isEqualTo(0.6);
        assertThat(json.at("/settings/positiveFraction").asDouble()).isEqualTo(0.4);
    }

    /** Steps 0 and 2 are alike (positive, positive), step 1 is not: 2/3. */
    @Test
    void comparesTwoRunsStepByStep() throws IOException {
        store();
        write("run-1", 0.4, true, false, true);
        write("run-2", 0.7, true, true, true);

        assertThat(run("compare", "run-1", "run-2").out())
                .startsWith("1 episodes, 3 steps; rank correlation of the advantages 1.0000")
                .contains("positiveFraction")
                .doesNotContain("failureCost");
        JsonNode json = new ObjectMapper()
                .readTree(run("compare", "run-1", "run-2", "--json").out());
        assertThat(json.at("/bySource/policy/both").asInt()).isEqualTo(2);
        assertThat(json.at("/bySource/policy/onlySecond").asInt()).isEqualTo(1);
        assertThat(json.at("/bySource/policy/alike").asDouble()).isEqualTo(2.0 / 3);
        assertThat(json.at("/settings/positiveFraction").toString()).isEqualTo("[0.4,0.7]");
    }

    @Test
    void refusesWhatIsNotThere() throws IOException {
        assertThat(run("ls"))
                .isEqualTo(new Answer(
                        2, "", "fleetrl: there are no labels below " + data + "; name a site's folder with --data\n"));
        write("run-1", 0.4, true, false, true);
        assertThat(run("show", "none").error())
                .isEqualTo(
                        "fleetrl: there is no label run none below " + data + "; ./fleetrl label-run ls lists them\n");
        assertThat(run("compare", "run-1", "none").exitCode()).isEqualTo(2);
        assertThat(run("compare", "run-1", "run-1").error())
                .contains("snapshots")
                .hasLineCount(1);
    }

    private void write(String run, double positiveFraction, Boolean... positive) throws IOException {
        LabelRunId id = new LabelRunId(run);
        TaskLabels task = new TaskLabels(
                PICK,
                100,
                100,
                10,
                0.01,
                Map.of("policy", 3),
                Map.of("policy", 2.0 / 3),
                Map.of("poolFromFailures", 0.6),
                List.of(),
                List.of(-0.5, -0.75));
        List<LabelledStep> steps = new ArrayList<>();
        for (boolean isPositive : positive) {
            steps.add(new LabelledStep(steps.size(), 0, 0, 0, steps.size(), isPositive));
        }
        try (LabelStore store = LabelStore.open(data.resolve("labels"))) {
            store.write(
                    new LabelRunManifest(
                            Schema.LABELS,
                            id,
                            SNAPSHOT,
                            LabelSettings.fineTuning(new CollectionId("c"))
                                    .positiveFraction(positiveFraction)
                                    .settings(),
                            id,
                            List.of(task),
                            Map.of("spearman", 0.8),
                            List.of("ignores-picture: it does"),
                            1),
                    List.of(new EpisodeLabels(EPISODE, steps)));
        }
    }

    private void store() throws IOException {
        SealedEpisode episode = episode();
        try (EpisodeStore episodes = EpisodeStore.open(data.resolve("episodes"))) {
            episodes.write(episode);
        }
        SnapshotStore.open(data.resolve("snapshots"))
                .write(SnapshotStore.of(SNAPSHOT, List.of(PICK), List.of(episode.manifest())));
    }

    private static SealedEpisode episode() {
        RobotId arm = new RobotId("arm-1");
        EpisodePlan plan = new EpisodePlan(EPISODE, new CollectionId("c"), PICK, Cohort.TRAIN, POLICY, 1, 1);
        List<EpisodeEvent> events = new ArrayList<>();
        events.add(new EpisodeEvent.Opened(EPISODE, arm, "s", plan, "pick", 10, 100, 0));
        for (int t = 0; t < 3; t++) {
            events.add(new EpisodeEvent.Stepped(
                    EPISODE,
                    new Step(
                            t,
                            100L * t,
                            new Observation(List.of(), Vec.of(0)),
                            Vec.of(0),
                            Vec.of(),
                            POLICY,
                            ChunkPosition.NONE,
                            0,
                            List.of())));
        }
        events.add(new EpisodeEvent.Closed(
                EPISODE, new Ending(Outcome.SUCCESS, "judged", OutcomeSource.ENVIRONMENT), 3, 1000));
        EpisodeAssembly assembly = new EpisodeAssembly();
        List<Assembled> over = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            over.addAll(assembly.on(new NumberedEvent(arm, i, events.get(i))));
        }
        return over.get(0).episode();
    }
}
