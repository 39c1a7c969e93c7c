package dev.fleetrl.robot.arm.attended;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.robot.arm.attended.Reset.ByScript;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes. */
class ResetScriptsTest {
    private final ResetScripts scripts = new ResetScripts("scripts");

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        scripts.close();
    }

    @Test
    void succeedsWithExitCodeZero() throws Exception {
        Path laidOut = folder.resolve("laid-out");

        run(shell("cat > " + laidOut, 10)); // which would never end, were its input open

        assertThat(laidOut).exists();
    }

    @Test
    void tellsTheExitCode() {
        assertThatThrownBy(() -> run(shell("exit 3", 10))).hasMessageContaining("ended with exit code 3");
    }

    @Test
    void tellsThatThereIsNoSuchProgram() {
        assertThatThrownBy(() -> run(new ByScript(List.of("no-such-program-of-fleetrl"), 10)))
                .hasMessageContaining("no-such-program-of-fleetrl");
    }

    /** What the script has started ends with it. */
    @Test
    void endsWhatTakesTooLong() {
        long before = System.nanoTime();

        assertThatThrownBy(() -> run(shell("sleep 61.5 & wait", 1))).hasMessageContaining("took longer than 1 s");

        assertThat(System.nanoTime() - before).isLessThan(30_000_000_000L);
        assertThat(ProcessHandle.current().descendants()).noneMatch(ResetScriptsTest::isSleep);
    }

    @Test
    void endsWithTheAgent() {
        Future<Void> laidOut = scripts.run(shell("sleep 62.5", 60));

        scripts.close();

        assertThat(laidOut.isComplete()).isTrue();
        assertThatThrownBy(() -> await(laidOut)).hasMessageContaining("the agent ends");
        assertThat(ProcessHandle.current().descendants()).noneMatch(ResetScriptsTest::isSleep);
    }

    @Test
    void runsNothingAfterTheAgentHasEnded() {
        scripts.close();

        assertThatThrownBy(() -> run(shell("exit 0", 10))).hasMessageContaining("the agent ends");
    }

    private static boolean isSleep(ProcessHandle process) {
        return process.isAlive() && process.info().commandLine().orElse("").matches(".*sleep 6[12]\\.5.*");
    }

    private static ByScript shell(String script, int seconds) {
        return new ByScript(List.of("sh", "-c", script), seconds);
    }

    private void run(ByScript script) throws Exception {
        await(scripts.run(script));
    }

    private static void await(Future<Void> laidOut) throws Exception {
        try {
            laidOut.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
