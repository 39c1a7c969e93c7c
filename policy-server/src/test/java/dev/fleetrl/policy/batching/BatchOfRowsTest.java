package dev.fleetrl.policy.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.policy.batching.BatchQueue.Batch;
import dev.fleetrl.policy.batching.BatchQueue.Limits;
import dev.fleetrl.policy.batching.BatchQueue.Question;
import dev.fleetrl.policy.batching.BatchQueue.Reason;
import dev.fleetrl.policy.batching.BatchQueue.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Questions of several rows each: windows of 5, batches of 8 rows, one worker. */
class BatchOfRowsTest {
    private static final int MANY = 100;
    private static final long FAR = 1_000_000;

    private final BatchQueue<String, Integer> queue = new BatchQueue<>(new Limits(5, 8, 20, 1));

    @Test
    void fillsABatchByRows() {
        offer(5, "a", 1);
        assertThat(queue.poll(10, MANY)).isEmpty();
        offer(3, "b", 2);

        assertThat(queue.poll(10, MANY)).map(Batch::items).contains(List.of(1, 2));
    }

    /** The third would fit where the second does not, and so would all that come after it. */
    @Test
    void letsNoSmallQuestionOvertakeALargeOne() {
        offer(5, "a", 1);
        offer(4, "b", 2);
        offer(1, "c", 3);

        Batch<String, Integer> first = queue.poll(10, MANY).orElseThrow();
        queue.finished(first, 11);

        assertThat(first.items()).containsExactly(1);
        assertThat(queue.poll(20, MANY)).map(Batch::items).contains(List.of(2, 3));
    }

    /** Four rows are four turns: who asks for one row at a time comes four times meanwhile. */
    @Test
    void chargesAClientForItsRows() {
        BatchQueue<String, Integer> one = new BatchQueue<>(new Limits(0, 4, 20, 1));
        one.offer(question(4, "greedy", 1, FAR), 10);
        one.offer(question(4, "greedy", 2, FAR), 10);
        for (int item = 3; item <= 6; item++) {
            one.offer(question(1, "modest", item, FAR), 10);
        }
        Batch<String, Integer> first = one.poll(10, MANY).orElseThrow();
        one.finished(first, 11);

        assertThat(first.items()).containsExactly(1);
        assertThat(one.poll(11, MANY)).map(Batch::items).contains(List.of(3, 4, 5, 6));
    }

    /** A batch of 8 takes 80, of 4 half as long; one of 8 runs since 10, 6 rows wait and leave no room for 4 more. */
    @Test
    void countsRowsBeforeItPromisesAnAnswer() {
        queue.expect("v1", () -> {
            BatchTime time = new BatchTime();
            time.learn(8, 80);
            time.learn(4, 40);
            return time;
        });
        offer(8, "a", 1);
        assertThat(queue.poll(10, MANY)).isPresent();
        offer(6, "b", 2);

        long answered = 10 + 80 + 80 + 40;
        assertThat(queue.offer(question(4, "c", 3, answered - 1), 10)).contains(new Refused<>(3, Reason.LATE));
        assertThat(queue.offer(question(4, "d", 4, answered), 10)).isEmpty();
    }

    /** Two rows do join the six: all are through a batch earlier. */
    @Test
    void joinsTheBatchThatHasRoomForItsRows() {
        queue.expect("v1", () -> {
            BatchTime time = new BatchTime();
            time.learn(8, 80);
            return time;
        });
        offer(8, "a", 1);
        assertThat(queue.poll(10, MANY)).isPresent();
        offer(6, "b", 2);

        assertThat(queue.offer(question(2, "c", 3, 170), 10)).isEmpty();
        assertThat(queue.offer(question(2, "d", 4, 170), 10)).contains(new Refused<>(4, Reason.LATE));
    }

    @Test
    void takesNoQuestionThatNoBatchHolds() {
        assertThatThrownBy(() -> queue.offer(question(9, "a", 1, FAR), 10))
                .hasMessage("9 rows do not fit in a batch of 8");
    }

    private void offer(int rows, String client, int item) {
        assertThat(queue.offer(question(rows, client, item, FAR), 10)).isEmpty();
    }

    private static Question<String, Integer> question(int rows, String client, int item, long deadlineNanos) {
        return new Question<>("v1", client, item, rows, 10, deadlineNanos);
    }
}
