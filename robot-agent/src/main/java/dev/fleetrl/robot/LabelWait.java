package dev.fleetrl.robot;

import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeProgress;
import java.util.Optional;

/**
 * An episode that has ended by its time limit, and waits for a person's verdict.
 *
 * @param unjudged how it ends if nobody says otherwise
 * @param millis how long it waits at most
 */
record LabelWait(EpisodeProgress progress, EpisodeEvent.Closed unjudged, long sinceNanos, long millis) {
    private static final long MILLI = 1_000_000L;

    boolean isOver(long nowNanos) {
        return waited(nowNanos) >= millis;
    }

    EpisodeEvent.Closed closed(Ending ending, long nowNanos, long atMillis) {
        return new EpisodeEvent.Closed(
                unjudged.episode(), ending, unjudged.steps(), atMillis, Optional.of(waited(nowNanos)));
    }

    private long waited(long nowNanos) {
        return (nowNanos - sinceNanos) / MILLI;
    }
}
