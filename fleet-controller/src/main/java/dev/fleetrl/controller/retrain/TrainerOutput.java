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
    private static final long MOST_LETTERS = 1 << 26;

    private final Path file;
    private final int remembered;
    private final Consumer<TrainingProgress> progress;
    private final BufferedWriter log;
    private final Deque<String> last = new ArrayDeque<>();
    private long written;
    private long lines;
    private boolean isClosed;

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

    /** Takes the next line; nothing any more once it is closed. */
    public synchronized void said(String line) throws IOException {
        if (isClosed) {
            return;
        }
        lines++;
        Optional<TrainingProgress> told = progressOf(line);
        if (told.isPresent()) {
            progress.accept(told.get());
            return;
        }
        write(line);
        if (!line.isBlank()) {
            last.addLast(line.strip()
                    .substring(0, Math.min(LONGEST_LINE, line.strip().length())));
            if (last.size() > remembered) {
                last.removeFirst();
            }
        }
    }

    /** How many it took. */
    synchronized long lines() {
        return lines;
    }

    private void write(String line) throws IOException {
        if (written > MOST_LETTERS) {
            return;
        }
        written += line.length() + 1;
        log.write(written > MOST_LETTERS ? "The log ends here, for it is too long." : line);
        log.newLine();
        log.flush();
    }

    /** In one line; where nothing was said, {@code otherwise} and where the log is. */
    public synchronized String lastLines(String otherwise) {
        return last.isEmpty() ? otherwise + " and said nothing; see " + file : String.join(" | ", last);
    }

    @Override
    public synchronized void close() throws IOException {
        isClosed = true;
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
