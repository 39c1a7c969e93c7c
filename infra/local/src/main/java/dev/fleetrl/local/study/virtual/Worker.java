package dev.fleetrl.local.study.virtual;

import dev.fleetrl.local.UserError;
import dev.fleetrl.local.site.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Work in a process of its own, with a heap of its own and its own threads of TensorFlow, whose number the first session of a
 * process fixes. Ends when its parent does.
 */
public final class Worker {
    private static final String HEAP = "3g";
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int FAILED = 1;
    private static final int CALLER_CAN_MEND = 2;

    /** Begins a line that says how far the work is. */
    private static final String AT = "at ";

    private Worker() {}

    /** What a worker does. */
    @FunctionalInterface
    public interface Work {
        void run() throws IOException;
    }

    /**
     * The parent's side: blocks until the work is done, and fails with the work's own reason; with a {@link UserError} where
     * the work did.
     *
     * @param log is appended to
     * @param lines hears how far it is, now and then
     */
    public static void run(Class<?> main, List<String> arguments, Path log, Consumer<String> lines)
            throws IOException, InterruptedException {
        List<String> command = JavaCommand.of(main.getName(), HEAP, List.of());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // Its stdin stays open as long as this process lives.
        Process process = builder.start();
        String last = "it said nothing";
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if (line.startsWith(AT)) {
                    lines.accept(line.substring(AT.length()));
                } else {
                    last = line;
                }
            }
            int status = process.waitFor();
            if (status == CALLER_CAN_MEND) {
                throw new UserError(last);
            } else if (status != 0) {
                lines.accept("exit " + status + "; its log: " + log);
                throw new IOException(last);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /** The worker's side, all of its {@code main}. The last line printed is the reason of a failure. */
    public static void work(Work work) {
        Thread lifeline = new Thread(Worker::endWithParent, "lifeline");
        lifeline.setDaemon(true);
        lifeline.start();
        try {
            work.run();
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            System.out.println(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason"));
            System.exit(e instanceof UserError ? CALLER_CAN_MEND : FAILED);
        }
        System.exit(0);
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said here; only the end matters.
            }
        } catch (IOException closed) {
            Runtime.getRuntime().halt(FAILED);
        }
        Runtime.getRuntime().halt(FAILED);
    }

    /** Tells the parent every half minute. */
    public static Watcher reporter() {
        long[] next = {System.nanoTime() + QUIET_NANOS};
        return (doing, done, total) -> {
            if (System.nanoTime() - next[0] >= 0) {
                next[0] = System.nanoTime() + QUIET_NANOS;
                System.out.println(AT + String.format(Locale.ROOT, "%s, %d of %d", doing, done, total));
            }
        };
    }
}
