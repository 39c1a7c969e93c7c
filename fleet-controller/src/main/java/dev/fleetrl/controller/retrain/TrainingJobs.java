package dev.fleetrl.controller.retrain;

import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.TrainingJob;
import dev.fleetrl.contracts.TrainingProgress;
import io.vertx.core.Future;
import java.util.function.Consumer;

/** Where policies are trained: a process here, or a job of a cluster. */
public interface TrainingJobs {
    /** Succeeds when the artefact lies in the policy store; at once if it lies there already. */
    Future<PolicyManifest> train(TrainingJob job, Consumer<TrainingProgress> progress);

    /** Ends the training that runs, wherever it does; it fails. Does not block, and may be said again. */
    void cancel();

    /** Ends what would still train here. A job of a cluster goes on, and the next controller finds it. */
    void close();
}
