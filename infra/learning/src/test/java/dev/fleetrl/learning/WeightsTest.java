package dev.fleetrl.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {
    private static final Weights WEIGHTS =
            new Weights(Map.of("a/w", new float[] {1, -2.5f}, "b/w", new float[] {Float.MIN_VALUE}));

    @TempDir
    Path folder;

    @Test
    void comeBackFromTheirFileBitForBit() throws IOException {
        Path file = folder.resolve("weights");

        WEIGHTS.write(file);

        assertThat(Weights.read(file)).isEqualTo(WEIGHTS);
    }

    @Test
    void refuseAnotherFile() throws IOException {
        Path file = folder.resolve("other");
        Files.write(file, new byte[] {0, 2, 'h', 'i'});

        assertThatThrownBy(() -> Weights.read(file)).hasMessageContaining("'hi', not fleetrl-weights/1");
    }

    @Test
    void refuseAFileThatEndsTooEarlyWhereverItDoes() throws IOException {
        Path file = folder.resolve("weights");
        WEIGHTS.write(file);
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Weights.read(file))
                    .isInstanceOf(IOException.class)
                    .hasMessage(file + " is damaged: it ends too early; restore it from a copy");
        }
    }

    @Test
    void nameWhatIsMissing() {
        assertThatThrownBy(() -> WEIGHTS.of("c/w")).hasMessageContaining("no weights for c/w");
    }

    @Test
    void areChosenByPrefix() {
        assertThat(WEIGHTS.below("a/").names()).containsExactly("w");
    }
}
