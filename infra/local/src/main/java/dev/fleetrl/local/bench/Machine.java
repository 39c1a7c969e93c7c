package dev.fleetrl.local.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where something was measured; figures of different machines are not compared. */
public record Machine(String cpu, int cores, double load, String java, String os) {
    /** This one. {@code load} is how busy it was before. */
    public static Machine here() {
        return new Machine(
                cpuModel().orElse("unknown processor"),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.version().toString(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"));
    }

    private static Optional<String> cpuModel() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }
}
