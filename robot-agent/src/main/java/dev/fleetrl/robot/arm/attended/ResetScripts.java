package dev.fleetrl.robot.arm.attended;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Runs the scripts of one cell, one at a time, each in a process of its own. What they say to stderr is in the agent's log. */
public final class ResetScripts implements AutoCloseable {
    private static final String AGENT_ENDS = "the agent ends";

    private final ExecutorService thread;

    /** None runs yet; a thread of this name waits for them. */
    public ResetScripts(String name) {
        thread = Executors.newSingleThreadExecutor(task -> {
            Thread waiting = new Thread(task, name);
            waiting.setDaemon(true);
            return waiting;
        });
    }

    /** Succeeds when the scene is laid out, and fails with what a person should know. */
    public Future<Void> run(Reset.ByScript script) {
        Promise<Void> laidOut = Promise.promise();
        try {
            thread.execute(() -> run(script, laidOut));
        } catch (RejectedExecutionException e) {
            laidOut.fail(AGENT_ENDS);
        }
        return laidOut.future();
    }

    private static void run(Reset.ByScript script, Promise<Void> laidOut) {
        try {
            wait(script);
            laidOut.complete();
        } catch (IOException | RuntimeException e) {
            laidOut.fail(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            laidOut.fail(AGENT_ENDS);
        }
    }

    /** Ends the one that runs, and waits a second for that. */
    @Override
    public void close() {
        var unused = thread.shutdownNow();
        await();
    }

    private void await() {
        try {
            var unused = thread.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void wait(Reset.ByScript script) throws IOException, InterruptedException {
        String name = String.join(" ", script.command());
        Process process = new ProcessBuilder(script.command())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            if (!process.waitFor(script.timeoutSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("'" + name + "' took longer than " + script.timeoutSeconds() + " s");
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            var unused = process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException("'" + name + "' ended with exit code " + process.exitValue());
        }
    }
}
