package dev.fleetrl.value.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.LabelRecord;
import dev.fleetrl.contracts.LabelRequest;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.episodes.LabelRunManifest;
import dev.fleetrl.episodes.LabelStore;
import dev.fleetrl.episodes.LabelledStep;
import dev.fleetrl.episodes.SealedEpisode;
import dev.fleetrl.episodes.SnapshotStore;
import dev.fleetrl.value.SyntheticEpisodes;
import dev.fleetrl.value.function.SmallValueFunction;
import dev.fleetrl.value.function.ValueFunctionConfig;
import dev.fleetrl.value.recap.LabelRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotLabellingTest {
    private static final ActionSource SHOWN = new ActionSource.Demonstration(new OperatorId("expert"));
    private static final ActionSource POLICY = new ActionSource.Policy(new PolicyVersion("v1"));
    private static final CollectionId PRACTICE = new CollectionId("practice");

    @TempDir
    private Path data;

    private final List<String> done = new ArrayList<>();

    @Test
    void relabelsFromStoredValuesWithoutTrainingOrPictures() throws IOException {
        Snapshot snapshot = stored(pairs());
        label("first", snapshot, fineTuning().valueSteps(3));
        done.clear();

        LabelRecord.Finished again =
                label("second", snapshot, fineTuning().positiveFraction(0.25).valuesOf(new LabelRunId("first")));

        assertThat(done).containsOnly("reading");
        assertThat(again.positiveBySource().get("policy")).isBetween(0.2, 0.25);
        assertThat(manifest("second").values()).isEqualTo(new LabelRunId("first"));
        assertThat(values("second", snapshot)).isEqualTo(values("first", snapshot));
        assertThat(data.resolve("values/second")).doesNotExist();
    }

    @Test
    void answersAgainOnlyWhatWasAskedBefore() throws IOException {
        Snapshot snapshot = stored(pairs());
        LabelRecord.Finished first = label("first", snapshot, fineTuning().valueSteps(1));
        Snapshot other = new Snapshot(new SnapshotId("other"), snapshot.tasks(), snapshot.episodes());

        assertThat(label("first", snapshot, fineTuning().valueSteps(1))).isEqualTo(first);
        assertThatThrownBy(() -> label("first", snapshot, fineTuning().valueSteps(2)))
                .isInstanceOf(LabelRefused.class)
                .hasMessage("label run first was made with other settings; name another run");
        assertThatThrownBy(() -> label("first", other, fineTuning().valueSteps(1)))
                .hasMessage("label run first was made of snapshot " + snapshot.id() + "; name another run");
    }

    @Test
    void refusesStoredValuesInAnotherNormalisation() throws IOException {
        Snapshot snapshot = stored(pairs());
        label("first", snapshot, fineTuning().valueSteps(1));

        assertThatThrownBy(() ->
                        label("second", snapshot, fineTuning().failureCost(2).valuesOf(new LabelRunId("first"))))
                .hasMessage(
                        "the values of label run first count 12 steps and 12.0 for a failure of task push, not 12 and"
                                + " 24.0; keep its failureCost and time limit, or train anew");
        assertThatThrownBy(() -> label("third", snapshot, fineTuning().valuesOf(new LabelRunId("none"))))
                .hasMessage("label run none is not finished, so there are no values of it to take");
        assertThat(data.resolve("labels/second")).doesNotExist();
    }

    @Test
    void startsFromTheValueFunctionOfAParentRun() throws IOException {
        Snapshot snapshot = stored(pairs());
        label("pre", snapshot, LabelSettings.preTraining().valueSteps(40));

        label("child", snapshot, fineTuning().valueSteps(1).parent(new LabelRunId("pre")));
        label("afresh", snapshot, fineTuning().valueSteps(1));

        assertThat(data.resolve("values/pre/value.json")).isRegularFile();
        assertThat(Files.readString(data.resolve("values/child/value.json"))).contains("\"parent\":\"pre\"");
        assertThat(heldOutNll("child")).isLessThan(heldOutNll("afresh") - 0.1);
    }

    @Test
    void refusesAParentOfAnotherShapeBeforeItTrains() throws IOException {
        Snapshot snapshot = stored(pairs());
        label("pre", snapshot, fineTuning().valueSteps(1));
        ValueFunctionConfig small = SmallValueFunction.CONFIG;
        ValueFunctionConfig wider = new ValueFunctionConfig(
                small.pixels(),
                small.channels(),
                small.keypoints(),
                30,
                small.headUnits(),
                small.bins(),
                small.batch(),
                small.learningRate(),
                0,
                0,
                0.25,
                1);
        done.clear();

        assertThatThrownBy(() -> label(
                        wider, "child", snapshot, fineTuning().valueSteps(1).parent(new LabelRunId("pre"))))
                .hasMessage("the value function of label run pre is of another shape (trunkUnits 24 instead of 30);"
                        + " name a parent of this shape, or none");
        assertThatThrownBy(() -> label("child", snapshot, fineTuning().parent(new LabelRunId("gone"))))
                .hasMessageContaining("label run gone has no value function to start from");
        assertThat(done).doesNotContain("training");
    }

    @Test
    void refusesATaskWithoutSuccessAndFlagsOneWithoutFailure() throws IOException {
        List<SealedEpisode> bad = new ArrayList<>();
        List<SealedEpisode> good = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            bad.add(SyntheticEpisodes.episode("bad-" + i, "practice", POLICY, Outcome.FAILURE));
            good.add(SyntheticEpisodes.episode("good-" + i, "practice", POLICY, Outcome.SUCCESS));
        }
        Snapshot failed = stored(bad);
        Snapshot succeeded = stored(good);

        assertThatThrownBy(() -> label("failed", failed, fineTuning().valueSteps(1)))
                .hasMessageStartingWith("task push has no success among its 4 episodes; ");
        assertThat(label("succeeded", succeeded, fineTuning().valueSteps(1)).flags())
                .anyMatch(flag -> flag.startsWith("no-failures: all 4 episodes of task push succeeded"));
        assertThat(manifest("succeeded").of(new TaskId("push")).orElseThrow().figures())
                .containsEntry("poolFromFailures", 0.0);
    }

    /** H_l = C = 12 steps: what failed after all cost 12 of 24 more, at each of its steps. The file stands as it was sealed. */
    @Test
    void computesReturnsFromTheOutcomeThatTheSnapshotSays() throws IOException {
        List<SealedEpisode> episodes = pairs();
        Snapshot snapshot = stored(episodes);
        SealedEpisode good = episodes.stream()
                .filter(episode -> episode.manifest().episode().value().equals("practice-good-0"))
                .findFirst()
                .orElseThrow();
        Snapshot.Entry entry = Snapshot.Entry.of(good.manifest().judged(Ending.relabelled(Outcome.FAILURE)));
        Snapshot relabelled = new Snapshot(
                new SnapshotId("next"),
                snapshot.tasks(),
                snapshot.episodes().stream()
                        .map(other -> other.episode().equals(entry.episode()) ? entry : other)
                        .toList());

        label("before", snapshot, fineTuning().valueSteps(1));
        label("after", relabelled, fineTuning().valueSteps(1));

        List<Float> before = returns("before", entry);
        List<Float> after = returns("after", entry);
        assertThat(before).hasSize(8);
        for (int t = 0; t < before.size(); t++) {
            assertThat(after.get(t)).isCloseTo(before.get(t) - 0.5f, within(1e-6f));
        }
        Snapshot.Entry untouched = snapshot.episodes().get(0);
        assertThat(untouched.episode()).isNotEqualTo(entry.episode());
        assertThat(returns("after", untouched)).isEqualTo(returns("before", untouched));
    }

    private List<Float> returns(String run, Snapshot.Entry entry) throws IOException {
        try (LabelStore labels = LabelStore.open(data.resolve("labels"))) {
            return labels.read(new LabelRunId(run), entry.episode()).steps().stream()
                    .map(LabelledStep::normalisedReturn)
                    .toList();
        }
    }

    @Test
    void refusesAPoolTooSmallForItsQuantile() throws IOException {
        Snapshot snapshot = stored(pairs());

        assertThatThrownBy(() -> label("r", snapshot, fineTuning().positiveFraction(0.1)))
                .hasMessage("task push has 40 policy steps in [practice], and positiveFraction 0.1 needs 100;"
                        + " collect more, or name the right collections");
        assertThat(done).doesNotContain("training");
    }

    private static List<SealedEpisode> pairs() {
        List<SealedEpisode> episodes = new ArrayList<>(SyntheticEpisodes.pairs(2, "shown", SHOWN));
        episodes.addAll(SyntheticEpisodes.pairs(2, "practice", POLICY));
        return episodes;
    }

    private static LabelSettings.Builder fineTuning() {
        return LabelSettings.fineTuning(PRACTICE);
    }

    private Snapshot stored(List<SealedEpisode> episodes) throws IOException {
        try (EpisodeStore store = EpisodeStore.open(data.resolve("episodes"))) {
            for (SealedEpisode episode : episodes) {
                store.write(episode);
            }
        }
        return SnapshotStore.of(
                new SnapshotId("s"),
                List.of(new TaskId("push")),
                episodes.stream().map(SealedEpisode::manifest).toList());
    }

    private LabelRecord.Finished label(String run, Snapshot snapshot, LabelSettings.Builder settings)
            throws IOException {
        return label(SmallValueFunction.CONFIG, run, snapshot, settings);
    }

    private LabelRecord.Finished label(
            ValueFunctionConfig config, String run, Snapshot snapshot, LabelSettings.Builder settings)
            throws IOException {
        try (SnapshotLabelling labelling = SnapshotLabelling.in(data, config)) {
            return labelling.label(
                    new LabelRequest(new LabelRunId(run), snapshot, settings.settings()),
                    (doing, at, total) -> done.add(doing));
        }
    }

    private LabelRunManifest manifest(String run) throws IOException {
        try (LabelStore labels = LabelStore.open(data.resolve("labels"))) {
            return labels.find(new LabelRunId(run)).orElseThrow();
        }
    }

    private double heldOutNll(String run) throws IOException {
        return manifest(run).metrics().getOrDefault("heldOutNll", Double.NaN);
    }

    private List<Float> values(String run, Snapshot snapshot) throws IOException {
        try (LabelStore labels = LabelStore.open(data.resolve("labels"))) {
            return snapshot.episodes().stream()
                    .flatMap(entry -> labels.read(new LabelRunId(run), entry.episode()).steps().stream())
                    .map(LabelledStep::value)
                    .toList();
        }
    }
}
