package dev.fleetrl.controller.retrain;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.TrainingJob;
import dev.fleetrl.contracts.TrainingProgress;
import dev.fleetrl.controller.ingest.Worker;
import io.vertx.core.Future;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** One child process a training: {@code command… job.json dataFolder}; it prints {@link TrainingProgress} a line. */
public final class LocalProcessTraining implements TrainingJobs {
    private final List<String> command;
    private final Path data;
    private final Worker worker;
    private final Executor loop;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

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
    public void close() {
        closed = true;
        running.forEach(Process::destroyForcibly);
    }

    private void run(TrainingJob job, Consumer<TrainingProgress> progress) throws IOException, InterruptedException {
        Path jobs = Files.createDirectories(data.resolve("jobs"));
        Path file = jobs.resolve(job.version() + ".json");
        Path growing = jobs.resolve(job.version() + ".json.tmp");
        Files.write(growing, Codec.JSON.encode(TrainingJob.class, job));
        Files.move(growing, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path errors = jobs.resolve(job.version() + ".log");
        List<String> words = new ArrayList<>(command);
        words.add(file.toString());
        words.add(data.toString());
        Process process =
                new ProcessBuilder(words).redirectError(errors.toFile()).start();
        running.add(process);
        if (closed) {
            process.destroyForcibly();
        }
        try {
            follow(process, progress);
            int code = process.waitFor();
            if (code != 0) {
                throw new RoundFailed(lastLine(errors, code));
            }
        } finally {
            running.remove(process);
            process.destroyForcibly();
        }
    }

    private void follow(Process process, Consumer<TrainingProgress> progress) throws IOException {
        process.getOutputStream().close();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("{")) {
                    TrainingProgress told =
                            Codec.JSON.decode(TrainingProgress.class, line.getBytes(StandardCharsets.UTF_8));
                    loop.execute(() -> progress.accept(told));
                }
            }
        }
    }

    private static String lastLine(Path errors, int code) throws IOException {
        String text = Files.readString(errors, StandardCharsets.UTF_8);
        return text.lines()
                .filter(line -> !line.isBlank())
                .reduce((before, line) -> line)
                .orElse("the trainer ended with code " + code + " and said nothing; see " + errors);
    }
}
