package dev.fleetrl.controller.retrain;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.TrainingProgress;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/** What a trainer says: progress is told, all else is kept in its log, and the last lines of that say why it failed. */
public final class TrainerOutput implements AutoCloseable {
    private static final int LONGEST_LINE = 500;

    private final Path file;
    private final int remembered;
    private final Consumer<TrainingProgress> progress;
    private final BufferedWriter log;
    private final Deque<String> last = new ArrayDeque<>();

    /**
     * Begins the log anew.
     *
     * @param remembered lines of {@link #lastLines}
     */
    public TrainerOutput(Path file, int remembered, Consumer<TrainingProgress> progress) throws IOException {
        this.file = file;
        this.remembered = remembered;
        this.progress = progress;
        this.log = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }

    /** Takes the next line. */
    public void said(String line) throws IOException {
        Optional<TrainingProgress> told = progressOf(line);
        if (told.isPresent()) {
            progress.accept(told.get());
            return;
        }
        log.write(line);
        log.newLine();
        log.flush();
        if (!line.isBlank()) {
            last.addLast(line.strip()
                    .substring(0, Math.min(LONGEST_LINE, line.strip().length())));
            if (last.size() > remembered) {
                last.removeFirst();
            }
        }
    }

    /** In one line; where nothing was said, {@code otherwise} and where the log is. */
    public String lastLines(String otherwise) {
        return last.isEmpty() ? otherwise + " and said nothing; see " + file : String.join(" | ", last);
    }

    @Override
    public void close() throws IOException {
        log.close();
    }

    private static Optional<TrainingProgress> progressOf(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            TrainingProgress told = Codec.JSON.decode(TrainingProgress.class, line.getBytes(StandardCharsets.UTF_8));
            boolean makesSense = told.steps() > 0
                    && told.step() >= 0
                    && told.step() <= told.steps()
                    && Double.isFinite(told.secondsLeft());
            return Optional.of(told).filter(sensible -> makesSense);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
