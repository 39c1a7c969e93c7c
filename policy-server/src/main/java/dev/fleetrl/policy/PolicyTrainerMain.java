package dev.fleetrl.policy;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.TrainingJob;
import dev.fleetrl.contracts.TrainingProgress;
import dev.fleetrl.episodes.UnreadableFileException;
import dev.fleetrl.learning.Device;
import dev.fleetrl.learning.SessionConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The training job: {@code PolicyTrainerMain <job.json> <data folder>}. Prints a line of {@link TrainingProgress} about once
 * a second. The environment variable FLEETRL_DEVICE says where TensorFlow computes ({@link Device}). Exit status 0 when the artefact is in place; 2 with one line on stderr where a person must change something.
 */
public final class PolicyTrainerMain {
    private PolicyTrainerMain() {}

    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        if (args.length != 2) {
            err.println("usage: PolicyTrainerMain <job.json> <data folder>");
            return 2;
        }
        try {
            TrainingJob job = Codec.JSON.decode(TrainingJob.class, Files.readAllBytes(Path.of(args[0])));
            int cores = Runtime.getRuntime().availableProcessors();
            var unused = Device.use(
                    System.getenv().getOrDefault("FLEETRL_DEVICE", "auto"), SessionConfig.forTraining(cores));
            new TrainingRun(Path.of(args[1]), cores, progress -> tell(out, progress)).run(job);
            return 0;
        } catch (IOException | UncheckedIOException | UnreadableFileException | IllegalArgumentException e) {
            err.println("cannot train from " + args[0] + ": " + firstLine(e));
            return 2;
        }
    }

    /** A trainer whose controller was killed must not compete with the one that the next controller starts. */
    private static void tell(PrintStream out, TrainingProgress progress) {
        out.println(new String(Codec.JSON.encode(TrainingProgress.class, progress), StandardCharsets.UTF_8));
        if (out.checkError()) {
            throw new UncheckedIOException(new IOException("nobody reads the progress any more; ask again"));
        }
    }

    private static String firstLine(Exception e) {
        String said = e instanceof NoSuchFileException ? "no such file " + e.getMessage() : e.getMessage();
        return String.valueOf(said).lines().findFirst().orElse(e.toString());
    }
}
