package dev.fleetrl.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.Codec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FleetControllerConfigTest {
    private static String reference() throws IOException {
        return Files.readString(Path.of("..", "infra", "deploy", "config", "fleet-controller.yaml"));
    }

    private static FleetControllerConfig read(String yaml) throws IOException {
        return Codec.YAML.decode(FleetControllerConfig.class, yaml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsTheReferenceFile() throws IOException {
        FleetControllerConfig config = read(reference());

        assertThat(config.settings("s").staleMillis()).isEqualTo(1000);
        assertThat(config.settings("s").autoRetrain().orElseThrow().everyEpisodes())
                .isEqualTo(100);
    }

    @Test
    void namesTheValueThatIsMissing() throws IOException {
        String incomplete = reference().replace("giveUpSeconds: 120\n", "");

        assertThatThrownBy(() -> read(incomplete)).hasMessageContaining("giveUpSeconds");
    }

    @Test
    void namesTheValueItDoesNotKnow() throws IOException {
        String mistyped = reference() + "praktice: now\n";

        assertThatThrownBy(() -> read(mistyped)).hasMessageContaining("praktice");
    }

    @Test
    void practisesNothingWithoutADriver() throws IOException {
        String idle = reference().replace("driver: published", "driver: none");

        assertThat(read(idle).settings("s").practice()).isEmpty();
        assertThat(read(idle).settings("s").autoRetrain()).isEmpty();
    }
}
