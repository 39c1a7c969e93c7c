package dev.fleetrl.local.bench.page;

import dev.fleetrl.local.Home;
import dev.fleetrl.local.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs one of the page's scripts, which drives a headless Chromium, and hears what it says. */
public final class Browser {
    /** Robots and links of this process tell of each change; kept here, for a logger that nobody refers to forgets its level. */
    private static final Logger OWN = Logger.getLogger("dev.fleetrl");

    private static final Path WEB = Path.of("correction-ui", "src", "main", "web");

    private final Path web;
    private final Consumer<String> progress;

    /** @throws UserError where a browser cannot be run here, before anything is started */
    public Browser(Consumer<String> progress) {
        this(
                Home.folder().resolve(WEB).toAbsolutePath(),
                Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium")),
                progress);
        OWN.setLevel(Level.SEVERE);
    }

    Browser(Path web, Path chromium, Consumer<String> progress) {
        this.web = web;
        this.progress = progress;
        if (!Files.isDirectory(web.resolve("node_modules").resolve("playwright-core"))) {
            throw new UserError("there is no playwright-core in " + web
                    + "/node_modules; run it from a checkout, where a build ('./fleetrl test') installs it");
        }
        if (!Files.isExecutable(chromium)) {
            throw new UserError("no Chromium at " + chromium
                    + "; install it (Debian: apt-get install chromium) or say where it is with CHROMIUM=path");
        }
    }

    /**
     * Returns when it has ended well.
     *
     * @param script such as {@code e2e/teleop.mjs}
     * @return its last line
     */
    public String run(String script, String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        Process process = start(command);
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String last = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
                if (!line.startsWith("{")) {
                    progress.accept(line);
                }
            }
            if (process.waitFor() != 0 || last.isEmpty()) {
                throw new IllegalStateException(script + ": " + (last.isEmpty() ? "it said nothing" : last));
            }
            return last;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            process.destroy();
        }
    }

    private Process start(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .directory(web.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new UserError("cannot run node; install Node 20 or newer, see README.md", e);
        }
    }
}
