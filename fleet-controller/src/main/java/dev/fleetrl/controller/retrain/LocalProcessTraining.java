package dev.fleetrl.controller.retrain;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.TrainingJob;
import dev.fleetrl.contracts.TrainingProgress;
import dev.fleetrl.controller.ingest.Worker;
import dev.fleetrl.episodes.AtomicFiles;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** One child process a training: {@code command… job.json dataFolder}; it prints {@link TrainingProgress} a line. */
public final class LocalProcessTraining implements TrainingJobs {
    private final List<String> command;
    private final Path data;
    private final Worker worker;
    private final Executor loop;
    private final TrainerProcess processes = new TrainerProcess();

    /**
     * @param command program and first arguments
     * @param worker has a thread that may be busy for as long as a training lasts
     * @param loop where progress is told
     */
    public LocalProcessTraining(List<String> command, Path data, Worker worker, Executor loop) {
        this.command = List.copyOf(command);
        this.data = data;
        this.worker = worker;
        this.loop = loop;
    }

    @Override
    public Future<PolicyManifest> train(TrainingJob job, Consumer<TrainingProgress> progress) {
        return worker.call(() -> {
            Path artefact =
                    data.resolve("policies").resolve(job.version().value()).resolve("policy.json");
            if (!Files.exists(artefact)) {
                run(job, progress);
            }
            return Codec.JSON.decode(PolicyManifest.class, Files.readAllBytes(artefact));
        });
    }

    @Override
    public void cancel() {
        processes.cancel();
    }

    @Override
    public void close() {
        processes.close();
    }

    private void run(TrainingJob job, Consumer<TrainingProgress> progress) throws IOException, InterruptedException {
        Path jobs = Files.createDirectories(data.resolve("jobs"));
        Path file = jobs.resolve(job.version() + ".json");
        AtomicFiles.write(file, Codec.JSON.encode(TrainingJob.class, job));
        List<String> words = new ArrayList<>(command);
        words.add(file.toString());
        words.add(data.toString());
        Consumer<TrainingProgress> told = step -> loop.execute(() -> progress.accept(step));
        try (TrainerOutput output = new TrainerOutput(jobs.resolve(job.version() + ".log"), 1, told)) {
            processes.run(words, output);
        }
    }
}
