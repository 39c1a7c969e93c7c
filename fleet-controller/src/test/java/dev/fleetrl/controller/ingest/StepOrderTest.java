package dev.fleetrl.controller.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.controller.Fixtures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepOrderTest {
    private static final RobotId ROBOT = new RobotId("robot-1");

    private final StepOrder order = new StepOrder(Map.of(ROBOT, 0L), 1000);

    private static NumberedEvent event(long number) {
        return new NumberedEvent(
                ROBOT,
                number,
                new EpisodeEvent.Stepped(new EpisodeId("e"), Fixtures.step((int) number, Fixtures.BY_V1)));
    }

    private List<Long> take(long number, long nowMillis) {
        return order.take(event(number), nowMillis).stream()
                .map(NumberedEvent::number)
                .toList();
    }

    @Test
    void letsAnEventWaitForTheOneItOvertook() {
        assertThat(take(2, 0)).isEmpty();
        assertThat(order.upTo(ROBOT)).isZero();

        assertThat(take(1, 0)).containsExactly(1L, 2L);
        assertThat(order.upTo(ROBOT)).isEqualTo(2);
    }

    @Test
    void dropsWhatItHasDealtWith() {
        assertThat(take(1, 0)).containsExactly(1L);
        assertThat(take(1, 0)).isEmpty();
    }

    @Test
    void skipsAHoleThatStaysOpenTooLong() {
        assertThat(take(2, 0)).isEmpty();
        assertThat(take(3, 1001)).containsExactly(2L, 3L);
    }

    /** Whatever else is missing is waited for as ever. */
    @Test
    void doesNotWaitForWhatARobotHasDropped() {
        NumberedEvent dropped = new NumberedEvent(ROBOT, 22, new EpisodeEvent.Dropped(new EpisodeId("e"), 2));

        assertThat(take(23, 0)).isEmpty();
        assertThat(order.take(dropped, 0)).isEmpty();
        assertThat(take(1, 0)).containsExactly(1L, 22L, 23L);
        assertThat(take(25, 0)).isEmpty();
    }

    /** Whoever says that it begins behind its own end says nothing. */
    @Test
    void bearsADropThatMakesNoSense() {
        NumberedEvent dropped = new NumberedEvent(ROBOT, 1, new EpisodeEvent.Dropped(new EpisodeId("e"), 99));

        assertThat(order.take(dropped, 0)).containsExactly(dropped);
        assertThat(take(2, 0)).containsExactly(2L);
    }

    /** A part of it had come, behind a hole. */
    @Test
    void doesNotWaitForTheRestOfWhatARobotHasDropped() {
        NumberedEvent dropped = new NumberedEvent(ROBOT, 22, new EpisodeEvent.Dropped(new EpisodeId("e"), 2));
        take(1, 0);
        take(2, 0);
        assertThat(take(7, 0)).isEmpty();
        assertThat(take(22, 0)).isEmpty();

        assertThat(order.take(dropped, 0)).containsExactly(dropped);
        assertThat(take(23, 0)).containsExactly(23L);
    }

    /** The connection broke before the robot's first event came through; the robot still has it and sends it again. */
    @Test
    void waitsForTheFirstEventOfARobotThatNobodyKnew() {
        StepOrder fresh = new StepOrder(Map.of(), 1000);

        assertThat(fresh.take(event(2), 0)).isEmpty();
        assertThat(fresh.upTo(ROBOT)).isZero();

        assertThat(fresh.take(event(1), 0)).hasSize(2);
        assertThat(fresh.upTo(ROBOT)).isEqualTo(2);
    }

    @Test
    void doesNotWaitForEverForEventsFromBeforeTheLog() {
        StepOrder fresh = new StepOrder(Map.of(), 1000);

        assertThat(fresh.take(event(17), 0)).isEmpty();
        assertThat(fresh.take(event(18), 1001)).hasSize(2);
        assertThat(fresh.upTo(ROBOT)).isEqualTo(18);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void putsAnyShuffleWithRepeatsBackInOrder(long seed) {
        List<Long> numbers =
                new ArrayList<>(LongStream.rangeClosed(1, 200).boxed().toList());
        numbers.addAll(LongStream.rangeClosed(50, 150).boxed().toList());
        Collections.shuffle(numbers, new Random(seed));

        List<Long> taken = numbers.stream().flatMap(n -> take(n, 0).stream()).toList();

        assertThat(taken).isEqualTo(LongStream.rangeClosed(1, 200).boxed().toList());
    }
}
