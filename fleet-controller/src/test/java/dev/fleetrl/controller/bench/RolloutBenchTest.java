package dev.fleetrl.controller.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Figure;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RolloutBenchTest {
    /** A small sample of what {@code ./fleetrl bench rollout} measures. */
    @Test
    void decidesRightSeeds0To5() {
        List<Figure> figures = RolloutBench.run(6);
        Map<String, Double> of = figures.stream().collect(Collectors.toMap(Figure::metric, Figure::value));

        assertThat(of.get("equal, 90 %: promoted")).isLessThanOrEqualTo(10);
        assertThat(of.get("50 % against 90 %: rolled back")).isEqualTo(100);
        assertThat(of.get("50 % against 90 %: canary episodes, median")).isLessThanOrEqualTo(12);
        assertThat(of.get("20 % faster, 97 % against 90 %: promoted")).isGreaterThan(95);
    }
}
