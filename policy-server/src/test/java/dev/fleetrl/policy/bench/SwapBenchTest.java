package dev.fleetrl.policy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Figure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Six swaps under four robots; {@code ./fleetrl bench swap} does two hundred under sixteen. */
class SwapBenchTest {
    @TempDir
    Path folder;

    @Test
    void swapsVersionsUnderLoadAndNoRobotNotices() throws Exception {
        List<String> progress = new ArrayList<>();

        Map<String, Double> figures = SwapBench.run(folder, 6, 4, progress::add).stream()
                .collect(Collectors.toMap(Figure::metric, Figure::value));

        assertThat(progress).isNotEmpty();
        assertThat(figures).containsEntry("swaps", 6.0).containsEntry("requests that failed", 0.0);
        assertThat(figures).containsEntry("answers of another version than the episode's", 0.0);
        assertThat(figures.get("answers meanwhile")).isPositive();
        assertThat(figures.get("episodes")).isGreaterThanOrEqualTo(4);
    }
}
