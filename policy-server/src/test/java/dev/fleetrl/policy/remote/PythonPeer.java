package dev.fleetrl.policy.remote;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A script of {@code src/test/resources/openpi}, run by Debian's Python with its msgpack, numpy and websockets. */
final class PythonPeer implements AutoCloseable {
    private static final String PYTHON = "/usr/bin/python3";
    private static final Path SCRIPTS = Path.of("src/test/resources/openpi").toAbsolutePath();

    private final Process process;
    private final BufferedReader said;

    PythonPeer(String script, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(PYTHON, "-B", SCRIPTS.resolve(script).toString()));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        said = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Whether this machine has what the scripts need. */
    static boolean isHere() {
        try {
            Process check = new ProcessBuilder(PYTHON, "-c", "import msgpack, numpy, websockets").start();
            return check.waitFor(60, TimeUnit.SECONDS) && check.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    String line() throws IOException {
        return Optional.ofNullable(said.readLine()).orElse("(it ended)");
    }

    List<String> lines() {
        return said.lines().toList();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
