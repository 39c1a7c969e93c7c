package dev.fleetrl.policy.bench;

import dev.fleetrl.contracts.PolicyVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A {@link BenchServer} in another JVM, from here. */
final class ServerProcess implements AutoCloseable {
    private static final long LIMIT_SECONDS = 10;
    private static final String MEMORY = "VmRSS:";
    private static final double KIB_A_MIB = 1024;

    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;
    private final int port;

    private ServerProcess(Process process) throws IOException {
        this.process = process;
        answers = process.inputReader(StandardCharsets.UTF_8);
        orders = process.outputWriter(StandardCharsets.UTF_8);
        port = Integer.parseInt(answer("port"));
    }

    /** Returns when it serves; it has no policy yet. */
    static ServerProcess start(Path policies, BenchServer.Manner manner) throws IOException {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                BenchServer.class.getName(),
                policies.toString(),
                Integer.toString(manner.workers()),
                Integer.toString(manner.maxBatch()),
                Boolean.toString(manner.isTuned()));
        java.environment().putIfAbsent("TF_CPP_MIN_LOG_LEVEL", "2");
        java.environment().put("MALLOC_ARENA_MAX", "2"); // else what TensorFlow gives back stays with the process
        Path errors = policies.resolveSibling("server-" + System.nanoTime() + ".log");
        return new ServerProcess(java.redirectError(errors.toFile()).start());
    }

    int port() {
        return port;
    }

    /** Returns when robots can ask for it. */
    void load(PolicyVersion version, PolicyVersion artefact) throws IOException {
        String answer = order("load " + version + " " + artefact);
        if (!answer.equals("warm")) {
            throw new IOException(answer);
        }
    }

    void publish(PolicyVersion version) throws IOException {
        var unused = order("publish " + version);
    }

    /** Milliseconds, p50: the network alone, and the backend. */
    List<Double> bare(int calls) throws IOException {
        return Stream.of(order("bare " + calls).split(" ", -1))
                .skip(1)
                .map(Double::valueOf)
                .toList();
    }

    private String order(String order) throws IOException {
        orders.write(order + "\n");
        orders.flush();
        return line();
    }

    private String answer(String kind) throws IOException {
        return line().substring(kind.length() + 1);
    }

    private String line() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the server of the benchmark died");
        }
        return line;
    }

    double cpuMillis() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
    }

    /** MiB of real memory that it has now. */
    double residentMib() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith(MEMORY))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KIB_A_MIB)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        try {
            orders.close();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
