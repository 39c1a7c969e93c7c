package dev.fleetrl.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ValueModelMainTest {
    @TempDir
    private Path folder;

    @Test
    void saysInOneLineWhatIsWrongWithItsConfiguration() throws Exception {
        Path config = Files.writeString(folder.resolve("value-model.yaml"), "kafka: localhost:1\n");

        Ended ended = run(config.toString());

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.error().lines()).singleElement().asString().startsWith(config + ": ");
    }

    @Test
    void saysThatItsConfigurationIsNotThere() throws Exception {
        Path config = folder.resolve("other.yaml");

        assertThat(run(config.toString())).isEqualTo(new Ended(2, config + ": no such file " + config + "\n"));
    }

    @Test
    void refusesWhatIsNoDevice() throws Exception {
        Process process = process(shipped(), "tpu");

        String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        // Java 25 says something of libraries before.
        assertThat(error).endsWith("FLEETRL_DEVICE: device must be auto, cpu or gpu:N, not tpu\n");
    }

    /** No machine has a hundred GPUs; and it says so before it asks for the log, which is not there. */
    @Test
    @Timeout(60)
    void saysAtItsStartThatItComputesOnTheCpuAfterAll() throws Exception {
        Process process = process(shipped(), "gpu:99");
        try (BufferedReader error = process.errorReader()) {
            assertThat(error.lines()
                            .filter(line -> line.contains("TensorFlow computes"))
                            .findFirst())
                    .hasValueSatisfying(line -> assertThat(line)
                            .endsWith("TensorFlow computes on the CPU: gpu:99 was wanted, and no such GPU can be used;"
                                    + " see docs/gpu.md"));
        } finally {
            process.destroyForcibly();
        }
    }

    private String shipped() throws IOException {
        String file = Files.readString(Path.of("..", "infra", "deploy", "config", "value-model.yaml"))
                .replaceFirst("(?m)^data: \\S+", "data: " + folder.resolve("data"))
                .replaceFirst("(?m)^kafka: \\S+", "kafka: 127.0.0.1:1");
        return Files.writeString(folder.resolve("value-model.yaml"), file).toString();
    }

    private record Ended(int exitCode, String error) {}

    private static Ended run(String argument) throws IOException, InterruptedException {
        Process process = process(argument, "auto");
        String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), error);
    }

    private static Process process(String argument, String device) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder process = new ProcessBuilder(
                java.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ValueModelMain.class.getName(),
                argument);
        process.environment().put("FLEETRL_DEVICE", device);
        return process.start();
    }
}
