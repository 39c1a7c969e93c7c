package dev.fleetrl.controller.retrain.external;

import dev.fleetrl.controller.retrain.TrainerOutput;
import dev.fleetrl.controller.retrain.TrainerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code command… job.json dataFolder}, as a child process. */
final class CommandRun implements ExternalRun {
    private final List<String> command;
    private final TrainerProcess processes = new TrainerProcess();

    CommandRun(List<String> command) {
        this.command = command;
    }

    @Override
    public void run(JobFolder job, TrainerOutput output) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(command);
        words.add(job.job().toString());
        words.add(job.data().toString());
        processes.run(words, output);
    }

    @Override
    public void cancel() {
        processes.cancel();
    }

    @Override
    public void close() {
        processes.close();
    }
}
