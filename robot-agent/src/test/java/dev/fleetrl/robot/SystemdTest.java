package dev.fleetrl.robot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemdTest {
    private static final int DEAD = 3;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    @TempDir
    private Path folder;

    /** In place of systemd-notify stands a script that writes down what it is told. */
    @Test
    void saysThatItIsReadyAndThenThatItLivesAndNothingWhileItDoesNot() throws Exception {
        Path told = folder.resolve("told");
        Systemd systemd =
                new Systemd(List.of("sh", "-c", "echo \"$*\" >> " + told, "notify"), Map.of("WATCHDOG_USEC", "30000"));
        AtomicInteger asked = new AtomicInteger();

        Thread watching = systemd.watch(() -> asked.incrementAndGet() > DEAD);

        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (lines(told).size() < 3) {
            assertThat(System.nanoTime() - deadline).isNegative();
            LockSupport.parkNanos(1_000_000);
        }
        watching.interrupt();
        watching.join();
        assertThat(lines(told)).startsWith("READY=1 WATCHDOG=1", "READY=1 WATCHDOG=1");
        assertThat(lines(told).size()).isLessThanOrEqualTo(asked.get() - DEAD);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
