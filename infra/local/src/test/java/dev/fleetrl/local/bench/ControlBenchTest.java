package dev.fleetrl.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Figure;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That it measures; how much is for a quiet machine. */
class ControlBenchTest {
    @TempDir
    private Path folder;

    @Test
    void tellsOfTicksAndOfWords() throws Exception {
        List<Figure> figures = ControlBench.run(folder, 20, 3);

        assertThat(figures)
                .hasSize(8)
                .allSatisfy(figure -> assertThat(figure.value()).isPositive().isLessThan(10_000));
        assertThat(figures).filteredOn(figure -> figure.target().isPresent()).hasSize(2);
    }
}
