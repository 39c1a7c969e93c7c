package dev.fleetrl.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
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

    private record Ended(int exitCode, String error) {}

    private static Ended run(String argument) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ValueModelMain.class.getName(),
                        argument)
                .start();
        String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), error);
    }
}
