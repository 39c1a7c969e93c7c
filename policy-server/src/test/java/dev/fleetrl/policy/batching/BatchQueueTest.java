package dev.fleetrl.policy.batching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.policy.batching.BatchQueue.Batch;
import dev.fleetrl.policy.batching.BatchQueue.Limits;
import dev.fleetrl.policy.batching.BatchQueue.Question;
import dev.fleetrl.policy.batching.BatchQueue.Reason;
import dev.fleetrl.policy.batching.BatchQueue.Refused;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Windows of 5, batches of 3, a queue of 4, one worker; each question from a robot of its own, with a deadline far away. */
class BatchQueueTest {
    private static final int MANY = 100;
    private static final long FAR = 1_000_000;

    private final BatchQueue<String, Integer> queue = new BatchQueue<>(new Limits(5, 3, 4, 1));

    @Test
    void waitsForCompanyUntilTheWindowIsOver() {
        offer("v1", 1, 10);
        offer("v1", 2, 13);

        assertThat(poll(14)).isEmpty();
        assertThat(queue.wakeNanos()).contains(15L);
        assertThat(poll(15)).containsExactly(1, 2);
        assertThat(queue.wakeNanos()).isEmpty();
    }

    @Test
    void doesNotLetALonelyRobotWait() {
        offer("v1", 1, 10);

        assertThat(queue.poll(10, 1)).map(Batch::items).contains(List.of(1));
    }

    /** Two of three robots are being answered; the third can wait for nobody. */
    @Test
    void doesNotWaitForThoseWhomTheNetworkHas() {
        BatchQueue<String, Integer> two = new BatchQueue<>(new Limits(5, 3, 4, 2));
        two.offer(new Question<>("v1", "a", 1, 10, FAR), 10);
        two.offer(new Question<>("v1", "b", 2, 10, FAR), 10);
        assertThat(two.poll(15, 3)).map(Batch::items).contains(List.of(1, 2));

        two.offer(new Question<>("v1", "c", 3, 16, FAR), 16);

        assertThat(two.poll(16, 3)).map(Batch::items).contains(List.of(3));
    }

    @Test
    void waitsNoLongerThanADeadlineAllows() {
        queue.expect("v1", () -> taking(2));
        queue.offer(new Question<>("v1", "a", 1, 10, 14), 10);

        assertThat(queue.wakeNanos()).contains(12L);
        assertThat(poll(11)).isEmpty();
        assertThat(poll(12)).containsExactly(1);
    }

    @Test
    void sendsAFullBatchAtOnceAndKeepsTheRest() {
        for (int item = 1; item <= 4; item++) {
            offer("v1", item, 10);
        }

        Batch<String, Integer> batch = queue.poll(10, MANY).orElseThrow();

        assertThat(batch.items()).containsExactly(1, 2, 3);
        queue.finished(batch, 11);
        assertThat(poll(11)).isEmpty();
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void givesTheNetworkNoMoreThanItHasWorkersFor() {
        offer("v1", 1, 10);
        Batch<String, Integer> batch = queue.poll(15, MANY).orElseThrow();
        offer("v1", 2, 15);

        assertThat(poll(30)).isEmpty();
        queue.finished(batch, 30);

        assertThat(poll(30)).containsExactly(2);
    }

    @Test
    void neverMixesKeysAndServesTheOldestFirst() {
        offer("v2", 2, 10);
        offer("v1", 1, 12);
        offer("v1", 3, 13);

        Batch<String, Integer> first = queue.poll(20, MANY).orElseThrow();
        queue.finished(first, 21);

        assertThat(first.items()).containsExactly(2);
        assertThat(poll(21)).containsExactly(1, 3);
    }

    /** One client has four questions here before two others come with one each. */
    @Test
    void servesClientsByTurnsHoweverManyConnectionsTheyHave() {
        BatchQueue<String, Integer> fair = new BatchQueue<>(new Limits(5, 3, 10, 1));
        for (int item = 1; item <= 4; item++) {
            fair.offer(new Question<>("v1", "greedy", item, 10, FAR), 10);
        }
        fair.offer(new Question<>("v1", "b", 5, 11, FAR), 11);
        fair.offer(new Question<>("v1", "c", 6, 12, FAR), 12);

        assertThat(fair.poll(12, MANY)).map(Batch::items).contains(List.of(1, 5, 6));
    }

    /** Who has just been served comes after who has not, also where it asks first. */
    @Test
    void givesTheNextTurnToWhoWasServedLessRecently() {
        BatchQueue<String, Integer> fair = new BatchQueue<>(new Limits(0, 1, 10, 1));
        fair.offer(new Question<>("v1", "a", 1, 10, FAR), 10);
        Batch<String, Integer> first = fair.poll(10, MANY).orElseThrow();
        fair.offer(new Question<>("v1", "a", 2, 11, FAR), 11);
        fair.offer(new Question<>("v1", "b", 3, 12, FAR), 12);
        fair.finished(first, 13);

        assertThat(fair.poll(13, MANY)).map(Batch::items).contains(List.of(3));
    }

    @Test
    void turnsAwayWhatItCannotHold() {
        for (int item = 1; item <= 4; item++) {
            assertThat(offer("v1", item, 10)).isEmpty();
        }

        assertThat(offer("v1", 5, 10)).contains(new Refused<>(5, Reason.FULL));
        assertThat(queue.size()).isEqualTo(4);
    }

    @Test
    void makesRoomAtTheCostOfWhoHasMost() {
        for (int item = 1; item <= 4; item++) {
            queue.offer(new Question<>("v1", "greedy", item, 10, FAR), 10);
        }

        assertThat(queue.offer(new Question<>("v1", "b", 5, 11, FAR), 11)).contains(new Refused<>(4, Reason.FULL));

        assertThat(poll(11)).containsExactly(1, 5, 2);
    }

    /** A batch takes 100 and runs since 10; a question of the next batch is answered at 210. */
    @Test
    void refusesAtOnceWhatWouldBeAnsweredTooLate() {
        queue.expect("v1", () -> taking(100));
        offer("v1", 1, 10);
        assertThat(queue.poll(15, MANY)).isPresent();

        assertThat(queue.offer(new Question<>("v1", "b", 2, 20, 214), 20)).contains(new Refused<>(2, Reason.LATE));
        assertThat(queue.offer(new Question<>("v1", "c", 3, 20, 215), 20)).isEmpty();
    }

    /** The same with a full batch in between, of another version, which takes 40. */
    @Test
    void countsWhatWaitsBeforeAQuestion() {
        BatchQueue<String, Integer> queue2 = new BatchQueue<>(new Limits(5, 3, 10, 1));
        queue2.expect("v1", () -> taking(100));
        queue2.expect("v2", () -> taking(40));
        queue2.offer(new Question<>("v1", "a", 1, 0, FAR), 0);
        assertThat(queue2.poll(5, MANY)).isPresent();
        queue2.offer(new Question<>("v2", "b", 2, 5, FAR), 5);

        assertThat(queue2.offer(new Question<>("v1", "c", 3, 5, 244), 5)).contains(new Refused<>(3, Reason.LATE));
        assertThat(queue2.offer(new Question<>("v1", "d", 4, 5, 245), 5)).isEmpty();
    }

    /** Batches of 100 and 200 average 120, and are off by 20: the one that runs takes 120, one that waits 160, one's own 120. */
    @Test
    void countsWhatWaitsBeforeAQuestionWithAMargin() {
        BatchTime uneven = taking(100);
        uneven.learn(4, 200);
        BatchQueue<String, Integer> one = new BatchQueue<>(new Limits(0, 1, 10, 1));
        one.expect("v1", () -> uneven);
        one.offer(new Question<>("v1", "a", 1, 0, FAR), 0);
        assertThat(one.poll(0, MANY)).isPresent();

        assertThat(one.offer(new Question<>("v1", "b", 2, 0, 240), 0)).isEmpty();
        assertThat(one.offer(new Question<>("v1", "c", 3, 0, 399), 0)).contains(new Refused<>(3, Reason.LATE));
        assertThat(one.offer(new Question<>("v1", "d", 4, 0, 400), 0)).isEmpty();
    }

    /** A greedy client's own questions are in its way, not in that of others. */
    @Test
    void refusesTheGreedyBeforeTheModest() {
        BatchQueue<String, Integer> fair = new BatchQueue<>(new Limits(0, 1, 10, 1));
        fair.expect("v1", () -> taking(100));
        fair.offer(new Question<>("v1", "greedy", 1, 0, 250), 0);
        assertThat(fair.poll(0, MANY)).isPresent();
        fair.offer(new Question<>("v1", "greedy", 2, 0, 250), 0);

        assertThat(fair.offer(new Question<>("v1", "greedy", 3, 0, 250), 0)).contains(new Refused<>(3, Reason.LATE));
        assertThat(fair.offer(new Question<>("v1", "b", 4, 0, 250), 0)).isEmpty();
    }

    /** Else one slow batch would make it refuse everything, and never learn better. */
    @Test
    void refusesNothingWhileNobodyElseIsThere() {
        queue.expect("v1", () -> taking(100));

        assertThat(queue.offer(new Question<>("v1", "a", 1, 10, 20), 10)).isEmpty();
    }

    @Test
    void dropsWhatHasWaitedBeyondItsDeadline() {
        queue.offer(new Question<>("v1", "a", 1, 10, 12), 10);
        offer("v1", 2, 10);

        assertThat(queue.dropLate(11)).isEmpty();
        assertThat(queue.wakeNanos()).contains(12L);
        assertThat(queue.dropLate(12)).containsExactly(1);
        assertThat(poll(15)).containsExactly(2);
    }

    /** Four wait for a network that takes three, 50 a batch: whose deadline is within that would be answered too late. */
    @Test
    void dropsWhatCouldNotBeAnsweredInTimeWhereOthersWait() {
        queue.offer(new Question<>("v1", "a", 1, 10, 80), 10);
        queue.expect("v1", () -> taking(50));
        for (int item = 2; item <= 4; item++) {
            offer("v1", item, 10);
        }

        assertThat(queue.dropLate(29)).isEmpty();
        assertThat(queue.dropLate(30)).containsExactly(1);
    }

    @Test
    void learnsHowLongBatchesTake() {
        offer("v1", 1, 0);
        queue.finished(queue.poll(5, MANY).orElseThrow(), 55);
        offer("v1", 2, 60);
        assertThat(queue.poll(65, MANY)).isPresent();

        assertThat(queue.offer(new Question<>("v1", "b", 3, 70, 164), 70)).contains(new Refused<>(3, Reason.LATE));
        assertThat(queue.offer(new Question<>("v1", "c", 4, 70, 165), 70)).isEmpty();
    }

    /** Such as one of a server that is away: it is over at once, or after a time that has nothing to do with an answer. */
    @Test
    void learnsNothingFromABatchThatCameToNothing() {
        queue.expect("v1", () -> taking(50));
        offer("v1", 1, 0);
        queue.failed(queue.poll(5, MANY).orElseThrow());
        offer("v1", 2, 60);
        assertThat(queue.poll(65, MANY)).isPresent();

        assertThat(queue.offer(new Question<>("v1", "b", 3, 70, 164), 70)).contains(new Refused<>(3, Reason.LATE));
        assertThat(queue.offer(new Question<>("v1", "c", 4, 70, 165), 70)).isEmpty();
    }

    /** The clock may be anywhere; only differences count. */
    @Test
    void survivesAClockThatWrapsRound() {
        queue.offer(new Question<>("v1", "a", 1, Long.MAX_VALUE - 1, Long.MIN_VALUE + 100), Long.MAX_VALUE - 1);

        assertThat(queue.dropLate(Long.MAX_VALUE)).isEmpty();
        assertThat(poll(Long.MAX_VALUE)).isEmpty();
        assertThat(poll(Long.MIN_VALUE + 4)).containsExactly(1);
    }

    private Optional<Refused<Integer>> offer(String key, int item, long nowNanos) {
        return queue.offer(new Question<>(key, "robot-" + item, item, nowNanos, FAR), nowNanos);
    }

    private List<Integer> poll(long nowNanos) {
        return queue.poll(nowNanos, MANY).map(Batch::items).orElse(List.of());
    }

    private static BatchTime taking(long nanos) {
        BatchTime time = new BatchTime();
        time.learn(4, nanos);
        return time;
    }
}
