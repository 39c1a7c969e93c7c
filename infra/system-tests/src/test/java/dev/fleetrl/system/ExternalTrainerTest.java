package dev.fleetrl.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.ChunkPosition;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.TrainingJob;
import dev.fleetrl.contracts.TrainingProgress;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.controller.ingest.Worker;
import dev.fleetrl.controller.retrain.LocalProcessTraining;
import dev.fleetrl.controller.retrain.external.ExternalTrainer;
import dev.fleetrl.controller.retrain.external.ExternalTraining;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.episodes.SealedEpisode;
import dev.fleetrl.episodes.SnapshotStore;
import dev.fleetrl.episodes.assembly.EpisodeAssembly;
import dev.fleetrl.learning.FrameCodec;
import dev.fleetrl.local.site.JavaCommand;
import dev.fleetrl.policy.checkpoint.PolicyStore;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/external-trainers.md, as the controller runs it, and the built-in trainer that takes over what it makes. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExternalTrainerTest {
    private static final TaskId TASK = new TaskId("pick");
    private static final ActionSource EXPERT = new ActionSource.Demonstration(new OperatorId("expert"));
    private static final RobotId ROBOT = new RobotId("robot-1");
    private static final int PIXELS = 16;
    private static final int STEPS = 20;

    @TempDir
    Path data;

    @Test
    void theExampleOfTheDocumentsMakesAPolicyOfItsParent() throws IOException {
        Snapshot snapshot = record();
        ExternalTraining training = training(example());

        assertThat(train(training, snapshot, "v1", "sft", Optional.empty())).isEmpty();
        List<TrainingProgress> told = train(training, snapshot, "v2", "copied", Optional.of(new PolicyVersion("v1")));

        assertThat(told).extracting(TrainingProgress::step).containsExactly(1, 2, 3);
        assertThat(data.resolve("jobs/v2/log.txt")).hasContent("training v2 on 2 episodes");
        PolicyManifest made = PolicyStore.open(data.resolve("policies"))
                .read(new PolicyVersion("v2"))
                .manifest();
        assertThat(made.recipe()).isEqualTo("copied");
        assertThat(made.parent()).contains(new PolicyVersion("v1"));
        assertThat(made.instructions()).containsExactly("pick the cube");
    }

    private static Path example() throws IOException {
        String page = Files.readString(Path.of("..", "..", "docs", "external-trainers.md"));
        int start = page.indexOf("#!/bin/sh");
        return Files.writeString(
                Files.createTempFile("train", ".sh"), page.substring(start, page.indexOf("```", start)));
    }

    private ExternalTraining training(Path script) {
        Worker here = new Worker() {
            @Override
            public <T> Future<T> call(Callable<T> work) {
                try {
                    return Future.succeededFuture(work.call());
                } catch (Exception e) {
                    return Future.failedFuture(e);
                }
            }
        };
        List<String> builtIn = JavaCommand.of("dev.fleetrl.policy.PolicyTrainerMain", "1g", List.of());
        return new ExternalTraining(
                Map.of("copied", new ExternalTrainer.Command(List.of("sh", script.toString())).open()),
                new LocalProcessTraining(builtIn, data, here, Runnable::run),
                data,
                here,
                Runnable::run);
    }

    /** Answers what was told of an external training; how often the built-in one speaks is its own affair. */
    private static List<TrainingProgress> train(
            ExternalTraining training,
            Snapshot snapshot,
            String version,
            String recipe,
            Optional<PolicyVersion> parent) {
        List<TrainingProgress> told = new ArrayList<>();
        Map<String, Double> settings = Map.of("batch", 4.0);
        TrainingJob job =
                new TrainingJob(new PolicyVersion(version), parent, snapshot, Optional.empty(), recipe, 1, 1, settings);
        Future<PolicyManifest> trained = training.train(job, told::add);
        if (trained.failed()) {
            throw new AssertionError(trained.cause());
        }
        return recipe.equals("sft") ? List.of() : told;
    }

    private Snapshot record() throws IOException {
        try (EpisodeStore store = EpisodeStore.open(data.resolve("episodes"))) {
            List<SealedEpisode> episodes = List.of(sealed("e1"), sealed("e2"));
            for (SealedEpisode episode : episodes) {
                store.write(episode);
            }
            return SnapshotStore.of(
                    new SnapshotId("s1"),
                    List.of(TASK),
                    episodes.stream().map(SealedEpisode::manifest).toList());
        }
    }

    private static SealedEpisode sealed(String id) {
        EpisodePlan plan =
                new EpisodePlan(new EpisodeId(id), new CollectionId("demos"), TASK, Cohort.TRAIN, EXPERT, 7, 1);
        List<EpisodeEvent> events = new ArrayList<>();
        events.add(new EpisodeEvent.Opened(plan.episode(), ROBOT, "s", plan, "pick the cube", 10, 120, 1000));
        for (int index = 0; index < STEPS; index++) {
            events.add(new EpisodeEvent.Stepped(plan.episode(), step(index)));
        }
        Ending ending = new Ending(Outcome.SUCCESS, "in-bin", OutcomeSource.ENVIRONMENT);
        events.add(new EpisodeEvent.Closed(plan.episode(), ending, STEPS, 3000));
        EpisodeAssembly assembly = new EpisodeAssembly();
        long number = 0;
        for (EpisodeEvent event : events) {
            var over = assembly.on(new NumberedEvent(ROBOT, ++number, event));
            if (!over.isEmpty()) {
                return over.get(0).episode();
            }
        }
        throw new AssertionError("the episode was not sealed");
    }

    private static Step step(int index) {
        byte[] jpeg = FrameCodec.encode(new byte[PIXELS * PIXELS * 3], PIXELS, 0.9);
        return new Step(
                index,
                1000 + 100L * index,
                new Observation(List.of(new Frame("third", Bytes.of(jpeg))), Vec.of(index, 1, 2)),
                Vec.of(0.01f, 0, 0, 0, 0, 0, 1),
                Vec.of(),
                EXPERT,
                ChunkPosition.NONE,
                0,
                List.of());
    }
}
