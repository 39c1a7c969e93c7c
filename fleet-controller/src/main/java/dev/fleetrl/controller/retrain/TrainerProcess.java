package dev.fleetrl.controller.retrain;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Runs trainers as child processes, which end with {@link #close}. */
public final class TrainerProcess implements AutoCloseable {
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
            follow(process, output);
            int code = process.waitFor();
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

    private static void follow(Process process, TrainerOutput output) throws IOException {
        process.getOutputStream().close();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.said(line);
            }
        }
    }

    /** With what it started, for a shell's child would go on. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
