package dev.fleetrl.local.study;

import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.study.virtual.Cost;
import dev.fleetrl.local.study.virtual.SiteJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Collections that do not depend on each other, shared out to worker processes. */
final class SiteJobs {
    private SiteJobs() {}

    /** Answers the processors' seconds. Worker k takes the job's k-th collection, and every so many after it. */
    static double collect(Path data, SiteJob job, int workers, Consumer<String> lines)
            throws IOException, InterruptedException {
        List<CollectionRequest> collections = job.collections();
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            List<Future<Double>> working = new ArrayList<>();
            for (int k = 0; k < Math.min(workers, collections.size()); k++) {
                List<CollectionRequest> share = new ArrayList<>();
                for (int i = k; i < collections.size(); i += workers) {
                    share.add(collections.get(i));
                }
                String name = "collect-" + (k + 1);
                working.add(threads.submit(() -> cpuSeconds(data, job.collecting(share), name, lines)));
            }
            double cpu = 0;
            for (Future<Double> worker : working) {
                cpu += worker.get();
            }
            return cpu;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UserError reason) {
                throw new UserError(String.valueOf(reason.getMessage()), reason);
            }
            throw new IOException("a worker failed: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static double cpuSeconds(Path data, SiteJob job, String name, Consumer<String> lines)
            throws IOException, InterruptedException {
        return job.run(data, name, lines).values().stream()
                .mapToDouble(Cost::cpuSeconds)
                .sum();
    }
}
