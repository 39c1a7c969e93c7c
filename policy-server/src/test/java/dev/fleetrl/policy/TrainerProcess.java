package dev.fleetrl.policy;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.TrainingJob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@link PolicyTrainerMain} as a controller starts it, in this process. */
final class TrainerProcess {
    private TrainerProcess() {}

    /** How it ended, and what it printed. */
    record Run(int status, String output, String errors) {}

    static Run run(Path data, TrainingJob job) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Run run = run(data, job, new PrintStream(out, true, StandardCharsets.UTF_8));
        return new Run(run.status(), out.toString(StandardCharsets.UTF_8), run.errors());
    }

    static Run run(Path data, TrainingJob job, PrintStream out) throws IOException {
        Path file = data.resolve("job.json");
        Files.write(file, Codec.JSON.encode(TrainingJob.class, job));
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = PolicyTrainerMain.run(
                new String[] {file.toString(), data.toString()},
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(status, "", err.toString(StandardCharsets.UTF_8));
    }
}
