package dev.fleetrl.robot;

import dev.fleetrl.robot.control.Verdict;
import dev.fleetrl.robot.spool.Spool;
import java.util.concurrent.Executor;

/** Whether people let the robot record, across restarts: what was paused stays paused until a person ends it. */
final class RecordingSwitch {
    private static final String KEY = "recording";
    private static final String PAUSED = "paused";

    private final Spool spool;
    private final Executor io;
    private boolean paused;

    RecordingSwitch(Spool spool, Executor io) {
        this.spool = spool;
        this.io = io;
        paused = spool.recall(KEY).filter(PAUSED::equals).isPresent();
    }

    boolean isPaused() {
        return paused;
    }

    Verdict pause() {
        return to(true, PAUSED);
    }

    Verdict resume() {
        return paused ? to(false, "allowed") : Verdict.refuse("recording is not paused");
    }

    /** On disk before anybody is told: both go through {@code io}, in order. */
    private Verdict to(boolean isPaused, String word) {
        paused = isPaused;
        io.execute(() -> spool.remember(KEY, word));
        return Verdict.accept("recording-" + word);
    }
}
