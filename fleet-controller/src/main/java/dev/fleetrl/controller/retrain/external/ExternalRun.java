package dev.fleetrl.controller.retrain.external;

import dev.fleetrl.controller.retrain.TrainerOutput;
import java.io.IOException;

/** Where an external trainer runs. */
public interface ExternalRun extends AutoCloseable {
    /**
     * Runs the trainer to its end, or waits for the end of one that an earlier controller started; blocks. Fails with
     * {@link dev.fleetrl.controller.retrain.RoundFailed} where the trainer does.
     */
    void run(JobFolder job, TrainerOutput output) throws IOException, InterruptedException;

    /** Ends what runs now, wherever it does, soon. */
    void cancel();

    /** Ends what would still run here. */
    @Override
    void close();
}
