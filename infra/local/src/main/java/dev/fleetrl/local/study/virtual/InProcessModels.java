package dev.fleetrl.local.study.virtual;

import dev.fleetrl.contracts.FleetRequest;
import dev.fleetrl.contracts.LabelRecord;
import dev.fleetrl.contracts.LabelRequest;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.TrainingJob;
import dev.fleetrl.contracts.TrainingProgress;
import dev.fleetrl.controller.retrain.TrainingJobs;
import dev.fleetrl.policy.TrainingRun;
import dev.fleetrl.transport.Log;
import dev.fleetrl.value.service.Labelling;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Label service, trainer and policy server's warm-up in the thread of the run; none of it takes virtual time. What a training
 * reports by the clock on the wall goes to the watcher only: in the log it would change the order of events.
 */
final class InProcessModels implements TrainingJobs {
    private final Path data;
    private final Labelling labelling;
    private final int threads;
    private final Watcher watcher;

    InProcessModels(Path data, Labelling labelling, int threads, Watcher watcher) {
        this.data = data;
        this.labelling = labelling;
        this.threads = threads;
        this.watcher = watcher;
    }

    /** Succeeds when all that was asked before is known. */
    Future<Void> listen(Log log) {
        Future<Void> labels = log.replay(LogTopics.REQUESTS, Log.Position.START, logged -> {
            if (logged.message() instanceof FleetRequest.Label label) {
                return log.publish(LogTopics.LABELS, answer(label.label()));
            }
            return Future.succeededFuture();
        });
        Future<Void> warmUp = log.replay(LogTopics.MODELS, Log.Position.START, logged -> {
            if (logged.message() instanceof ModelRecord.Registered registered) {
                return log.publish(LogTopics.MODELS, new ModelRecord.Warm(registered.version(), "in-process"));
            }
            return Future.succeededFuture();
        });
        return Future.all(labels, warmUp).mapEmpty();
    }

    private LabelRecord answer(LabelRequest request) {
        try {
            return labelling.label(request, (doing, done, total) -> watcher.at("labels: " + doing, done, total));
        } catch (IOException | RuntimeException e) {
            return new LabelRecord.Failed(request.run(), String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Future<PolicyManifest> train(TrainingJob job, Consumer<TrainingProgress> progress) {
        try {
            TrainingRun run = new TrainingRun(
                    data, threads, told -> watcher.at("training " + job.version(), told.step(), told.steps()));
            return Future.succeededFuture(run.run(job));
        } catch (IOException | RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    @Override
    public void cancel() {}

    @Override
    public void close() {}
}
