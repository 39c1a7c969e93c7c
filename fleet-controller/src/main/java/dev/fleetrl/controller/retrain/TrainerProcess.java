package dev.fleetrl.controller.retrain;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs trainers as child processes, which end with {@link #close}. */
public final class TrainerProcess implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TrainerProcess.class.getName());
    private static final long SILENCE_SECONDS = 3;
    /** Letters; what is no text has no lines. */
    private static final int LONGEST_LINE = 1 << 16;

    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Runs a program to its end, and fails with its last lines where it ends otherwise than with code 0. */
    public void run(List<String> command, TrainerOutput output) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        running.add(process);
        if (closed) {
            end(process);
        }
        try {
            CompletableFuture<Void> heard = listen(process, output);
            int code = process.waitFor();
            awaitEnd(heard, output);
            if (code != 0) {
                throw new RoundFailed(output.lastLines("the trainer ended with code " + code));
            }
        } finally {
            running.remove(process);
            end(process);
        }
    }

    /** Ends what runs now. */
    public void cancel() {
        running.forEach(TrainerProcess::end);
    }

    @Override
    public void close() {
        closed = true;
        cancel();
    }

    /** On a thread of its own: what it has left running may hold its output for ever. */
    private static CompletableFuture<Void> listen(Process process, TrainerOutput output) {
        CompletableFuture<Void> heard = new CompletableFuture<>();
        Thread listener = new Thread(
                () -> {
                    try {
                        follow(process, output);
                        heard.complete(null);
                    } catch (IOException | RuntimeException e) {
                        heard.completeExceptionally(e);
                        end(process); // nobody hears it any more
                    }
                },
                "trainer-output");
        listener.setDaemon(true);
        listener.start();
        return heard;
    }

    /** Until all is heard, or nothing more comes. */
    private static void awaitEnd(CompletableFuture<Void> heard, TrainerOutput output)
            throws IOException, InterruptedException {
        try {
            for (long before = -1; !heard.isDone() && output.lines() > before; ) {
                before = output.lines();
                awaitALittle(heard);
            }
            if (heard.isDone()) {
                var unused = heard.get();
            } else {
                LOG.log(INFO, "the trainer has ended, and left something running that holds its output");
            }
        } catch (ExecutionException e) {
            throw new IOException("cannot keep what the trainer says: " + e.getCause(), e);
        }
    }

    private static void awaitALittle(CompletableFuture<Void> heard) throws ExecutionException, InterruptedException {
        try {
            var unused = heard.get(SILENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.log(DEBUG, "what the trainer said is not at its end yet", e);
        }
    }

    private static void follow(Process process, TrainerOutput output) throws IOException {
        process.getOutputStream().close();
        try (BufferedReader text = process.inputReader(StandardCharsets.UTF_8)) {
            StringBuilder line = new StringBuilder();
            int before = 0;
            for (int letter = text.read(); letter >= 0; before = letter, letter = text.read()) {
                if (letter == '\n' && before == '\r') {
                    continue;
                }
                boolean isEnd = letter == '\n' || letter == '\r';
                if (!isEnd) {
                    line.append((char) letter);
                }
                if (isEnd || line.length() == LONGEST_LINE) {
                    output.said(line.toString());
                    line.setLength(0);
                }
            }
            if (!line.isEmpty()) {
                output.said(line.toString());
            }
        }
    }

    /** With what it started, for a shell's child would go on. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
