package dev.fleetrl.controller.ingest;

import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.RobotId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts a robot's events back into the order of their numbers, each once. An event that overtook another one (a resend, a
 * retry of the producer) waits for it.
 *
 * <p>What never comes, such as a message that nobody could read, must not hold up a robot for ever: after
 * {@code patienceMillis}, or with {@value #MAX_WAITING} events waiting, the hole is skipped, and its episode is abandoned.
 */
final class StepOrder {
    static final int MAX_WAITING = 1000;

    private final long patienceMillis;
    private final Map<RobotId, Sequence> sequences = new HashMap<>();

    /** @param upTo the highest number of each known robot that was dealt with before */
    StepOrder(Map<RobotId, Long> upTo, long patienceMillis) {
        this.patienceMillis = patienceMillis;
        upTo.forEach((robot, number) -> sequences.put(robot, new Sequence(number)));
    }

    /**
     * Answers the events that can be dealt with now, in order. A robot that nobody knew begins with number 1: what is heard
     * of it first may well have overtaken what got lost on the way, and that must not count as stored.
     */
    List<NumberedEvent> take(NumberedEvent event, long nowMillis) {
        return sequences
                .computeIfAbsent(event.robot(), robot -> new Sequence(0))
                .take(event, nowMillis);
    }

    /** The number up to which nothing is missing; below every number for a robot that nobody knows. */
    long upTo(RobotId robot) {
        Sequence sequence = sequences.get(robot);
        return sequence == null ? Long.MIN_VALUE : sequence.upTo;
    }

    private final class Sequence {
        private final TreeMap<Long, NumberedEvent> waiting = new TreeMap<>();
        private long upTo;
        private long waitingSinceMillis;

        Sequence(long upTo) {
            this.upTo = upTo;
        }

        List<NumberedEvent> take(NumberedEvent event, long nowMillis) {
            if (event.number() <= upTo) {
                return List.of();
            }
            if (waiting.isEmpty()) {
                waitingSinceMillis = nowMillis;
            }
            if (event.event() instanceof EpisodeEvent.Dropped dropped) {
                long since = Math.min(dropped.since(), event.number());
                waiting.subMap(since, true, event.number(), true).clear();
            }
            waiting.putIfAbsent(event.number(), event);
            if (waiting.size() > MAX_WAITING || nowMillis - waitingSinceMillis > patienceMillis) {
                upTo = waiting.firstKey() - 1;
            }
            List<NumberedEvent> ready = new ArrayList<>();
            while (!waiting.isEmpty() && follows(waiting.firstEntry().getValue())) {
                NumberedEvent next = waiting.pollFirstEntry().getValue();
                ready.add(next);
                upTo = next.number();
                waitingSinceMillis = nowMillis;
            }
            return ready;
        }

        /** What a robot has dropped is not waited for. */
        private boolean follows(NumberedEvent event) {
            return event.number() == upTo + 1
                    || (event.event() instanceof EpisodeEvent.Dropped dropped && dropped.since() <= upTo + 1);
        }
    }
}
