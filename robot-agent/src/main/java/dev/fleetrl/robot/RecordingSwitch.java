package dev.fleetrl.robot;

import dev.fleetrl.robot.control.Verdict;
import dev.fleetrl.robot.spool.Spool;
import java.util.concurrent.Executor;

/** Whether people let the robot record, across restarts: what was paused stays paused until a person ends it. */
final class RecordingSwitch {
    private static final String PAUSED = "paused";
    private static final String ALLOWED = "allowed";

    private final KeptFact kept;
    private boolean paused;

    RecordingSwitch(Spool spool, Executor io) {
        kept = new KeptFact(spool, io, "recording");
        paused = kept.last().filter(PAUSED::equals).isPresent();
    }

    boolean isPaused() {
        return paused;
    }

    Verdict pause() {
        return to(true);
    }

    Verdict resume() {
        return paused ? to(false) : Verdict.refuse("recording is not paused");
    }

    void retry() {
        kept.retry();
    }

    /** What a person should know of the disk; empty if all is well. */
    String trouble() {
        return caveat(said());
    }

    /** On {@code io}, after the write: an answer of this switch tells whether it is on disk. Every other is left as it is. */
    Verdict asKept(Verdict verdict) {
        String caveat = caveat(verdict.reason());
        boolean isOwn = verdict.reason().equals(said(true)) || verdict.reason().equals(said(false));
        return isOwn && !caveat.isEmpty() ? Verdict.accept(caveat) : verdict;
    }

    private Verdict to(boolean isPaused) {
        paused = isPaused;
        kept.keep(isPaused ? PAUSED : ALLOWED);
        return Verdict.accept(said(isPaused));
    }

    private String caveat(String said) {
        String trouble = kept.trouble();
        return trouble.isEmpty() ? "" : said + ", but " + trouble;
    }

    private String said() {
        return said(paused);
    }

    private static String said(boolean isPaused) {
        return "recording-" + (isPaused ? PAUSED : ALLOWED);
    }
}
