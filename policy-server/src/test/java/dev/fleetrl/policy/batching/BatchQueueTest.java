package dev.fleetrl.policy.batching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.policy.batching.BatchQueue.Batch;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchQueueTest {
    private static final int MANY = 100;

    private final BatchQueue<String, Integer> queue = new BatchQueue<>(new BatchQueue.Limits(5, 3, 4));

    @Test
    void waitsForCompanyUntilTheWindowIsOver() {
        queue.offer("v1", 1, 10);
        queue.offer("v1", 2, 13);

        assertThat(queue.poll(14, MANY)).isEmpty();
        assertThat(queue.deadlineNanos()).contains(15L);
        assertThat(queue.poll(15, MANY)).contains(new Batch<>("v1", List.of(1, 2)));
        assertThat(queue.deadlineNanos()).isEmpty();
    }

    @Test
    void doesNotLetALonelyRobotWait() {
        queue.offer("v1", 1, 10);

        assertThat(queue.poll(10, 1)).contains(new Batch<>("v1", List.of(1)));
    }

    @Test
    void sendsAFullBatchAtOnceAndKeepsTheRest() {
        for (int item = 1; item <= 4; item++) {
            queue.offer("v1", item, 10);
        }

        assertThat(queue.poll(10, MANY)).contains(new Batch<>("v1", List.of(1, 2, 3)));
        assertThat(queue.poll(10, MANY)).isEmpty();
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void neverMixesKeysAndServesTheOldestFirst() {
        queue.offer("v1", 1, 12);
        queue.offer("v2", 2, 10);
        queue.offer("v1", 3, 13);

        assertThat(queue.poll(20, MANY)).contains(new Batch<>("v2", List.of(2)));
        assertThat(queue.poll(20, MANY)).contains(new Batch<>("v1", List.of(1, 3)));
    }

    @Test
    void turnsAwayWhatItCannotHold() {
        for (int item = 1; item <= 4; item++) {
            assertThat(queue.offer("v1", item, 10)).isTrue();
        }

        assertThat(queue.offer("v1", 5, 10)).isFalse();
        assertThat(queue.size()).isEqualTo(4);
    }

    /** The clock may be anywhere; only differences count. */
    @Test
    void survivesAClockThatWrapsRound() {
        queue.offer("v1", 1, Long.MAX_VALUE - 1);

        assertThat(queue.poll(Long.MAX_VALUE, MANY)).isEmpty();
        assertThat(queue.poll(Long.MIN_VALUE + 4, MANY)).isPresent();
    }
}
