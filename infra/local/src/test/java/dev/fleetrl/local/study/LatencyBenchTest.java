package dev.fleetrl.local.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.evaluation.ThroughputEstimate;
import dev.fleetrl.evaluation.ThroughputEstimate.Episode;
import dev.fleetrl.local.study.LatencyBench.Case;
import dev.fleetrl.local.study.LatencyBench.Fare;
import dev.fleetrl.robot.control.ChunkExecution;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatencyBenchTest {
    private static final Fare WAITING = fare(ChunkExecution.SYNCHRONOUS, 0, Map.of(1L, took(2), 2L, took(2)));
    private static final Fare NEAR = fare(ChunkExecution.REAL_TIME_CHUNKING, 0, Map.of(1L, took(1), 2L, took(1)));

    /** Start 3 came to a verdict on one side only; from both others what took 2 s in all takes 4 s. */
    @Test
    void comparesThroughputFromTheStartsThatBothHave() {
        Fare far = fare(ChunkExecution.REAL_TIME_CHUNKING, 200, Map.of(1L, took(1.5), 2L, took(2.5), 3L, took(0.1)));

        List<Figure> figures = LatencyBench.figures(List.of(WAITING, NEAR, far));

        assertThat(figures)
                .contains(
                        Figure.atLeast("real time chunking, +200 ms, throughput to the same, +0 ms", 0.5, "x", 0.97),
                        Figure.ofNote("real time chunking, +200 ms, throughput to waiting, +0 ms", 1, "x"),
                        Figure.ofNote("real time chunking, +0 ms, throughput to waiting, +0 ms", 2, "x"));
    }

    @Test
    void judgesNothingButChunksThatAreContinuedFromAfar() {
        assertThat(LatencyBench.figures(List.of(WAITING, NEAR)))
                .allSatisfy(figure -> assertThat(figure.target()).isEmpty())
                .noneSatisfy(figure -> assertThat(figure.metric()).contains("synchronous, +0 ms, throughput to"));
    }

    private static Episode took(double seconds) {
        return new ThroughputEstimate.Episode(true, seconds);
    }

    private static Fare fare(ChunkExecution execution, int added, Map<Long, Episode> episodes) {
        return new Fare(new Case(execution, added), episodes, new Seams());
    }
}
