package dev.fleetrl.local.study.virtual;

import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.RoundRequest;
import dev.fleetrl.policy.condition.Guidance;
import java.io.IOException;
import java.nio.file.Path;

/** A {@link SiteJob} in a process of its own. */
final class SiteJobMain {
    private SiteJobMain() {}

    /** Arguments: data folder, file of the job. */
    public static void main(String[] arguments) {
        StageClock clock = StageClock.sinceProcessStart();
        Worker.work(() -> run(Path.of(arguments[0]), Path.of(arguments[1]), clock));
    }

    private static void run(Path data, Path file, StageClock clock) throws IOException {
        SiteJob job = Records.find(file, SiteJob.class).orElseThrow(() -> new IOException("there is no " + file));
        SiteSettings settings = SiteSettings.of(job.task())
                .withThreads(job.threads())
                .answering(job.addedMillis(), job.chunkExecution());
        Watcher told = Worker.reporter();
        Watcher both = (doing, done, total) -> {
            clock.at(doing, done, total);
            told.at(doing, done, total);
        };
        try (VirtualSite site =
                VirtualSite.open(data, settings, ValueReference.withThreads(job.threads()), both, job.commit())) {
            for (CollectionRequest collection : job.collections()) {
                site.collect(collection, Guidance.PLAIN);
            }
            for (RoundRequest round : job.rounds()) {
                site.round(round);
            }
        }
        Records.write(SiteJob.spent(file), SiteJob.Spent.class, new SiteJob.Spent(clock.stages()));
    }
}
