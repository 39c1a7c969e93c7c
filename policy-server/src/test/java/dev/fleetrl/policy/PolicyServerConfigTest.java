package dev.fleetrl.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PolicyServerConfigTest {
    @Test
    void isReadFromTheReferenceFile() throws IOException {
        Path reference = Path.of("../infra/deploy/config/policy-server.yaml");

        PolicyServerConfig config = Codec.YAML.decode(PolicyServerConfig.class, Files.readAllBytes(reference));

        assertThat(config.serving().maxBatch()).isEqualTo(16);
        assertThat(config.serving().windowMillis()).isLessThanOrEqualTo(5);
    }
}
