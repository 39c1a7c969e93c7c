package dev.fleetrl.local.study.virtual;

import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.RoundRequest;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.robot.control.ChunkExecution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a worker does on a site: first the collections, then the rounds, each in its order.
 *
 * @param threads of TensorFlow
 * @param commit of the sources that run it
 * @param addedMillis by which answers of a policy take longer than usual
 * @param chunkExecution what robots do until they come
 */
public record SiteJob(
        TaskId task,
        int threads,
        String commit,
        List<CollectionRequest> collections,
        List<RoundRequest> rounds,
        int addedMillis,
        ChunkExecution chunkExecution) {
    public SiteJob {
        collections = List.copyOf(collections);
        rounds = List.copyOf(rounds);
    }

    /** Answers take as long as usual, and robots wait for them. */
    public SiteJob(
            TaskId task, int threads, String commit, List<CollectionRequest> collections, List<RoundRequest> rounds) {
        this(task, threads, commit, collections, rounds, 0, ChunkExecution.SYNCHRONOUS);
    }

    /** A part of it, which only collects. */
    public SiteJob collecting(List<CollectionRequest> share) {
        return new SiteJob(task, threads, commit, share, List.of(), addedMillis, chunkExecution);
    }

    /** What a job took, from the start of its process on, by what it was doing. */
    record Spent(Map<String, Cost> stages) {}

    /**
     * Runs the job in a process of its own and answers what it took, by what it was doing; what came out lies in the folder. Jobs
     * that only collect may run beside each other.
     *
     * @param name of the job, for its files in the folder
     */
    public Map<String, Cost> run(Path data, String name, Consumer<String> lines)
            throws IOException, InterruptedException {
        Path folder = Files.createDirectories(data.resolve("jobs"));
        Path job = folder.resolve(name + ".json");
        Records.write(job, SiteJob.class, this);
        List<String> arguments = List.of(data.toString(), job.toString());
        Worker.run(SiteJobMain.class, arguments, folder.resolve(name + ".log"), lines);
        return Records.find(spent(job), Spent.class)
                .orElseThrow(() -> new IOException("the worker left no " + spent(job)))
                .stages();
    }

    static Path spent(Path job) {
        return job.resolveSibling("spent-" + job.getFileName());
    }
}
