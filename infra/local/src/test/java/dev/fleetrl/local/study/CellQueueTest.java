package dev.fleetrl.local.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.local.study.plan.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellQueueTest {
    private static final Cell START = new Cell("pick", "start", 1, 0);
    private static final Cell RECAP = new Cell("pick", "recap", 1, 1);
    private static final Cell OTHER_SEED = new Cell("pick", "start", 2, 0);

    @Test
    void neverHandsOutTwoCellsOfOneLane() throws InterruptedException {
        CellQueue queue = new CellQueue(List.of(START, RECAP, OTHER_SEED));

        assertThat(queue.take()).contains(START);
        assertThat(queue.take()).contains(OTHER_SEED);
        queue.done(START);
        assertThat(queue.take()).contains(RECAP);
        assertThat(queue.take()).isEmpty();
    }
}
