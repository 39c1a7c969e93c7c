package dev.fleetrl.controller.retrain;

import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.TrainingJob;
import dev.fleetrl.contracts.TrainingProgress;
import dev.fleetrl.controller.Fixtures;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Trains at once, never, or in vain. */
public final class ScriptedTraining implements TrainingJobs {
    public final List<TrainingJob> jobs = new ArrayList<>();
    public Optional<RuntimeException> failure = Optional.empty();
    public boolean hangs;
    private final List<Promise<PolicyManifest>> hanging = new ArrayList<>();

    @Override
    public Future<PolicyManifest> train(TrainingJob job, Consumer<TrainingProgress> progress) {
        jobs.add(job);
        progress.accept(new TrainingProgress(job.steps() / 2, job.steps(), 0.5, 10));
        if (hangs) {
            Promise<PolicyManifest> training = Promise.promise();
            hanging.add(training);
            return training.future();
        }
        return failure.<Future<PolicyManifest>>map(Future::failedFuture)
                .orElseGet(() -> Future.succeededFuture(Fixtures.policy(job.version(), job.parent())));
    }

    @Override
    public void cancel() {
        hanging.forEach(training -> training.tryFail(new RoundFailed("the trainer was ended")));
    }

    /** How many were cancelled. */
    public long ended() {
        return hanging.stream()
                .filter(training -> training.future().isComplete())
                .count();
    }

    @Override
    public void close() {}
}
