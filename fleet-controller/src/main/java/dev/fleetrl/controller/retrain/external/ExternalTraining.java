package dev.fleetrl.controller.retrain.external;

import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.TrainingJob;
import dev.fleetrl.contracts.TrainingProgress;
import dev.fleetrl.controller.ingest.Worker;
import dev.fleetrl.controller.retrain.RoundFailed;
import dev.fleetrl.controller.retrain.TrainerOutput;
import dev.fleetrl.controller.retrain.TrainingJobs;
import dev.fleetrl.episodes.AtomicFiles;
import dev.fleetrl.episodes.FileTree;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Some recipes are trained by others. Such a trainer leaves a {@code result.json}; the built-in trainer, which is asked next, finds
 * it and takes what it names into the policy store instead of training.
 */
public final class ExternalTraining implements TrainingJobs {
    private static final System.Logger LOG = System.getLogger(ExternalTraining.class.getName());
    private static final int REMEMBERED_LINES = 3;

    private final Map<String, ExternalRun> runs;
    private final TrainingJobs builtIn;
    private final Path data;
    private final Worker worker;
    private final Executor loop;
    private volatile boolean closed;

    /**
     * @param runs by recipe
     * @param builtIn for all other recipes, and to take what was made into the policy store
     * @param worker has a thread that may be busy for as long as a training lasts
     * @param loop where progress is told
     */
    public ExternalTraining(
            Map<String, ExternalRun> runs, TrainingJobs builtIn, Path data, Worker worker, Executor loop) {
        this.runs = Map.copyOf(runs);
        this.builtIn = builtIn;
        this.data = data;
        this.worker = worker;
        this.loop = loop;
    }

    @Override
    public Future<PolicyManifest> train(TrainingJob job, Consumer<TrainingProgress> progress) {
        ExternalRun run = runs.get(job.recipe());
        if (run == null) {
            return builtIn.train(job, progress);
        }
        JobFolder folder = new JobFolder(data, job.version());
        return worker.call(() -> {
                    made(job, folder, run, progress);
                    return folder;
                })
                .compose(made -> builtIn.train(job, progress))
                .onFailure(cause -> refuse(folder));
    }

    @Override
    public void cancel() {
        runs.values().forEach(ExternalRun::cancel);
        builtIn.cancel();
    }

    @Override
    public void close() {
        closed = true;
        runs.values().forEach(ExternalRun::close);
        builtIn.close();
    }

    /** At once where it was made before the controller started anew. */
    private void made(TrainingJob job, JobFolder folder, ExternalRun run, Consumer<TrainingProgress> progress)
            throws IOException, InterruptedException {
        byte[] description = line(Codec.JSON.encode(ExternalJob.class, LabelledSnapshot.describe(job, folder)));
        boolean same = Files.exists(folder.job()) && Arrays.equals(Files.readAllBytes(folder.job()), description);
        if (same && Files.exists(folder.result())) {
            return;
        }
        Files.deleteIfExists(folder.result());
        if (!same) {
            Files.deleteIfExists(folder.job());
            setAside(folder.output());
        }
        Files.createDirectories(folder.output());
        AtomicFiles.write(folder.job(), description);
        Consumer<TrainingProgress> told = step -> loop.execute(() -> progress.accept(step));
        try (TrainerOutput output = new TrainerOutput(folder.log(), REMEMBERED_LINES, told)) {
            run.run(folder, output);
        }
        if (!Files.exists(folder.result())) {
            throw new RoundFailed("the trainer ended well, but left no " + folder.result() + "; see " + folder.log());
        }
    }

    /** Another job's checkpoints. They may be of a user whose files cannot be deleted here, and somebody may write there yet. */
    private static void setAside(Path output) throws IOException {
        if (!Files.exists(output)) {
            return;
        }
        Path old = output.resolveSibling("output.old-" + System.nanoTime());
        Files.move(output, old);
        try {
            FileTree.delete(old);
        } catch (IOException | UncheckedIOException e) {
            LOG.log(WARNING, "what another job has left cannot be deleted: " + old, e);
        }
    }

    /** Shell tools want the newline. */
    private static byte[] line(byte[] json) {
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    /** What could not be used does not stand in the way of the next try. */
    private void refuse(JobFolder folder) {
        if (closed || !Files.exists(folder.result())) {
            return;
        }
        try {
            Files.move(folder.result(), folder.folder().resolve("refused.json"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new RoundFailed("cannot set aside " + folder.result() + ": " + e);
        }
    }
}
