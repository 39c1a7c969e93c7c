package dev.fleetrl.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.Codec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ValueModelConfigTest {
    private static final Path REFERENCE = Path.of("../infra/deploy/config/value-model.yaml");

    @Test
    void isReadFromTheReferenceFile() throws IOException {
        ValueModelConfig config = Codec.YAML.decode(ValueModelConfig.class, Files.readAllBytes(REFERENCE));

        assertThat(config.kafka()).isEqualTo("127.0.0.1:9092");
        assertThat(config.value().bins()).isEqualTo(201);
        assertThat(config.value().learningRate()).isEqualTo(1e-3);
    }

    @Test
    void refusesAValueThatIsMissingAndOneThatIsUnknown() throws IOException {
        String reference = Files.readString(REFERENCE);

        assertThatThrownBy(() -> decode(reference + "  binz: 201\n")).hasMessageContaining("binz");
        assertThatThrownBy(() -> decode(reference.replaceAll("(?m)^kafka:.*$", "")))
                .hasMessageContaining("kafka");
        assertThatThrownBy(() -> decode(reference.replace("heldOutFraction: 0.1", "heldOutFraction: 1")))
                .hasMessageContaining("heldOutFraction 1.0 is outside [0, 1)");
    }

    private static ValueModelConfig decode(String yaml) throws IOException {
        return Codec.YAML.decode(ValueModelConfig.class, yaml.getBytes(StandardCharsets.UTF_8));
    }
}
