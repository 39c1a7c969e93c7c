package dev.fleetrl.local.study.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.ChunkPosition;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRequest;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.episodes.EpisodeLabels;
import dev.fleetrl.episodes.LabelStore;
import dev.fleetrl.policy.condition.Guidance;
import dev.fleetrl.robot.control.ChunkExecution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One small study, told twice from one seed and once from another. */
class VirtualSiteTest {
    private static final TaskId PICK = new TaskId("pick");
    private static final PolicyVersion BASE = new PolicyVersion("v0");
    private static final PolicyVersion RECAP = new PolicyVersion("v1");
    private static final CollectionId SHOWN = new CollectionId("shown");
    private static final CollectionId PRACTISED = new CollectionId("practised");
    private static final Map<String, Double> SMALL = Map.of("batch", 4.0, "flowSamples", 1.0);

    @TempDir
    private Path folder;

    private record Told(
            List<String> episodes, List<EpisodeLabels> labels, List<Bytes> weights, List<EpisodeManifest> practised) {}

    private VirtualSite site(String name) throws IOException {
        return site(name, new SiteSettings(List.of(PICK), 2, 1, 1, 10, 1));
    }

    private VirtualSite site(String name, SiteSettings settings) throws IOException {
        return VirtualSite.open(folder.resolve(name), settings, ValueReference.withThreads(1), Watcher.NOBODY);
    }

    private static CollectionRequest collection(CollectionId id, ActionSource driver, int episodes, long seed) {
        return new CollectionRequest(id, PICK, Cohort.TRAIN, driver, episodes, seed, 1);
    }

    private static CollectionRequest shown(long seed) {
        return collection(SHOWN, new ActionSource.Demonstration(new OperatorId("scripted-expert")), 2, 100 * seed);
    }

    private static RoundRequest base(long seed) {
        return new RoundRequest(
                new RoundId("base"),
                PICK,
                BASE,
                Optional.empty(),
                List.of(SHOWN),
                "sft",
                Optional.empty(),
                2,
                seed,
                SMALL,
                true);
    }

    private static RoundRequest recap(long seed) {
        LabelSettings labels = LabelSettings.fineTuning(PRACTISED)
                .truncateAtTakeover(true)
                .valueSteps(2)
                .seed(seed)
                .settings();
        return new RoundRequest(
                new RoundId("recap"),
                PICK,
                RECAP,
                Optional.of(BASE),
                List.of(SHOWN, PRACTISED),
                "recap",
                Optional.of(labels),
                2,
                seed,
                SMALL,
                true);
    }

    private Told tell(String name, long seed) throws IOException {
        try (VirtualSite site = site(name)) {
            Collected shown = site.collect(shown(seed), Guidance.PLAIN);
            Made base = site.round(base(seed));
            Collected practised = site.collect(
                    collection(PRACTISED, new ActionSource.Policy(BASE), 2, 100 * seed + 50), Guidance.PLAIN);
            Made recap = site.round(recap(seed));
            List<String> digests = new ArrayList<>();
            List<EpisodeLabels> labels = new ArrayList<>();
            try (LabelStore store = LabelStore.open(folder.resolve(name).resolve("labels"))) {
                for (EpisodeManifest episode : practised.episodes()) {
                    labels.add(store.read(new LabelRunId("recap"), episode.episode()));
                }
            }
            shown.episodes().forEach(episode -> digests.add(episode.sha256()));
            practised.episodes().forEach(episode -> digests.add(episode.sha256()));
            return new Told(digests, labels, List.of(weights(name, base), weights(name, recap)), practised.episodes());
        }
    }

    private Bytes weights(String name, Made made) throws IOException {
        Path policy = folder.resolve(name)
                .resolve("policies")
                .resolve(made.policy().version().value());
        return Bytes.of(Files.readAllBytes(policy.resolve("training").resolve("state.weights")));
    }

    @Test
    void isBitEqualFromEqualSeedsAndCorrectedByItsPeople() throws IOException {
        Told first = tell("first", 1);
        Told again = tell("again", 1);
        Told other = tell("other", 2);

        assertThat(again.episodes()).isEqualTo(first.episodes());
        assertThat(again.labels()).isEqualTo(first.labels());
        assertThat(again.weights()).isEqualTo(first.weights());
        assertThat(other.episodes()).doesNotContainAnyElementsOf(first.episodes());
        assertThat(other.weights()).doesNotContainAnyElementsOf(first.weights());
        assertThat(first.practised()).anySatisfy(episode -> {
            assertThat(episode.correctionSteps()).isPositive();
            assertThat(episode.operators()).containsExactly(new OperatorId("scripted-1"));
        });
    }

    /** An answer after 210 ms is there at the third step. The first of an episode is waited for; later chunks begin at their fourth action. */
    @Test
    void continuesChunksWhileItsPolicyIsFarAway() throws IOException {
        SiteSettings far = new SiteSettings(List.of(PICK), 1, 1, 1, 10, 1);
        try (VirtualSite site = site("far", far.answering(200, ChunkExecution.REAL_TIME_CHUNKING))) {
            assertThat(site.collect(shown(1), Guidance.PLAIN).episodes()).hasSize(2);
            assertThat(site.round(base(1)).policy().version()).isEqualTo(BASE);
            CollectionRequest request =
                    new CollectionRequest(PRACTISED, PICK, Cohort.EVALUATION, new ActionSource.Policy(BASE), 1, 150, 1);
            EpisodeManifest episode =
                    site.collect(request, Guidance.PLAIN).episodes().get(0);
            Map<Integer, ChunkPosition> firsts = new TreeMap<>();
            for (Step step : site.episodes().read(episode.file()).steps()) {
                firsts.putIfAbsent(step.chunk().chunk(), step.chunk());
            }

            assertThat(firsts.values())
                    .startsWith(new ChunkPosition(0, 0), new ChunkPosition(1, 3, 1), new ChunkPosition(2, 3, 3));
            assertThat(firsts.values()).hasSizeGreaterThan(3);
        }
    }

    @Test
    void doesNothingTwiceAndRefusesAnotherThingUnderTheSameName() throws IOException {
        try (VirtualSite site = site("site")) {
            Collected shown = site.collect(shown(1), Guidance.PLAIN);

            assertThat(site.collect(shown(1), Guidance.PLAIN)).isEqualTo(shown);
            assertThatThrownBy(() -> site.collect(shown(2), Guidance.PLAIN))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("take another folder");
        }
    }

    @Test
    void saysWhyARoundFails() throws IOException {
        try (VirtualSite site = site("site")) {
            RoundRequest unknown = new RoundRequest(
                    new RoundId("base"),
                    PICK,
                    BASE,
                    Optional.empty(),
                    List.of(SHOWN),
                    "alchemy",
                    Optional.empty(),
                    2,
                    1,
                    SMALL,
                    true);

            assertThatThrownBy(() -> site.round(unknown)).hasMessageContaining("collect it first");
            site.collect(shown(1), Guidance.PLAIN);
            assertThatThrownBy(() -> site.round(unknown)).hasMessageContaining("alchemy");
        }
    }
}
