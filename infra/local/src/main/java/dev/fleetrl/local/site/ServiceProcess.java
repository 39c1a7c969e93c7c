package dev.fleetrl.local.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetrl.local.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One service as a process of its own, started as a service manager would start it.
 *
 * <p>The child's stdin stays open as long as this process lives; the child ends when it closes, so that nothing is left
 * behind even if this process is killed. Everything that it prints goes to its log, but for the line that says that it
 * is ready.
 */
final class ServiceProcess {
    private static final String READY = "fleetrl-ready ";
    private static final long STOP_LIMIT_SECONDS = 4;

    private final String name;
    private final Path log;
    private final Process process;
    private final long logBefore;
    private final CompletableFuture<Integer> ready = new CompletableFuture<>();

    private ServiceProcess(String name, Path log, Process process, long logBefore) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.logBefore = logBefore;
    }

    static ServiceProcess start(Launch launch) {
        try {
            Files.createDirectories(launch.log().toAbsolutePath().getParent());
            long logBefore = Files.exists(launch.log()) ? Files.size(launch.log()) : 0;
            Process process = new ProcessBuilder(launch.command())
                    .redirectError(ProcessBuilder.Redirect.appendTo(launch.log().toFile()))
                    .start();
            ServiceProcess service = new ServiceProcess(launch.name(), launch.log(), process, logBefore);
            Thread reader = new Thread(service::read, launch.name() + "-output");
            reader.setDaemon(true);
            reader.start();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + launch.name(), e);
        }
    }

    /** Done with the process's HTTP port (0 if it has none) when it can serve; fails if it ends before. */
    CompletableFuture<Integer> ready() {
        return ready;
    }

    Process process() {
        return process;
    }

    /** Asks it to end, and insists after some seconds. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(READY)) {
                    JsonNode said = new ObjectMapper().readTree(line.substring(READY.length()));
                    ready.complete(said.path("port").asInt());
                } else {
                    Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                }
            }
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
        ready.completeExceptionally(new UserError(name + " ended before it was ready: " + lastWords()));
    }

    private String lastWords() {
        try {
            byte[] all = Files.readAllBytes(log);
            int from = (int) Math.min(logBefore, all.length);
            List<String> said = new String(all, from, all.length - from, StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return said.isEmpty() ? "it said nothing" : said.get(said.size() - 1) + " (more in " + log + ")";
        } catch (IOException e) {
            return "its log " + log + " cannot be read";
        }
    }

    /** What to start, and where what it says is kept. */
    record Launch(String name, List<String> command, Path log) {}
}
