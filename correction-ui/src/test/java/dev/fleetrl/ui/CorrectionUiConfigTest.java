package dev.fleetrl.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.Codec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CorrectionUiConfigTest {
    @Test
    void isReadFromAFileThatNamesEveryValue() throws IOException {
        CorrectionUiConfig config = read(file());

        assertThat(config.http().port()).isEqualTo(8080);
        assertThat(config.viewDegrees()).isEqualTo(225);
        assertThat(config.taskViewDegrees()).containsEntry("drawer-store", 107);
    }

    @Test
    void refusesAControllerWithoutAPort() throws IOException {
        String file = file().replace(":8081", "");

        assertThatThrownBy(() -> read(file)).hasMessageContaining("must be like http://127.0.0.1:8081");
    }

    @Test
    void refusesAMissingValue() throws IOException {
        String file = file().replace("exitWithParent: false", "");

        assertThatThrownBy(() -> read(file)).hasMessageContaining("exitWithParent");
    }

    private static CorrectionUiConfig read(String yaml) throws IOException {
        return Codec.YAML.decode(CorrectionUiConfig.class, yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static String file() throws IOException {
        return Files.readString(Path.of("../infra/deploy/config/correction-ui.yaml"));
    }
}
