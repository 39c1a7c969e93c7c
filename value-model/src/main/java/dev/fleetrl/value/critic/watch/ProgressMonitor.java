package dev.fleetrl.value.critic.watch;

import dev.fleetrl.value.critic.progress.ValueRecursion;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * One episode's progress as it happens: no new best of v for too long, or progress that falls.
 *
 * <p>It calls once a stretch. A stretch is over when progress has been seen to resume, or when a person had the robot; then
 * the best is counted anew, for going back for what was lost is work, not a stall. Not thread-safe.
 */
public final class ProgressMonitor {
    private static final double MILLIS = 1000;

    /** Why a robot needs attention. */
    public enum Call {
        STALLED("critic-stalled"),
        SLIDING("critic-sliding");

        private final String reason;

        Call(String reason) {
            this.reason = reason;
        }

        /** As a help request says it. */
        public String reason() {
            return reason;
        }
    }

    private record Answer(long atMillis, double progress, int strides) {}

    private final WatchConfig config;
    private final Deque<Answer> recent = new ArrayDeque<>();
    private boolean whole; // recent reaches back over all of slideSeconds
    private double value;
    private double best;
    private long bestAtMillis;
    private boolean calling;
    private double low;
    private int resumed;

    /**
     * For a new episode.
     *
     * @param beganMillis when it began, by the clock of its answers
     */
    public ProgressMonitor(WatchConfig config, long beganMillis) {
        this.config = config;
        bestAtMillis = beganMillis;
    }

    /** v, the share of the task that is done. */
    public double value() {
        return value;
    }

    /** How far v has fallen from its best, 0 to 1. */
    public double fallen() {
        return Math.max(0, best - value);
    }

    /** Since the last new best; what {@link AlarmValue} ranks calls by. */
    public double stalledSeconds(long nowMillis) {
        return (nowMillis - bestAtMillis) / MILLIS;
    }

    /**
     * The critic answered.
     *
     * @param progress c between an earlier frame and now
     * @param strides between the two; more than 1 where questions were left out
     * @param alone whether the policy acts; nobody is called while a person is there
     */
    public Optional<Call> on(long nowMillis, double progress, int strides, boolean alone) {
        value = ValueRecursion.MIX_F.next(value, progress);
        if (!alone) {
            begin(nowMillis);
            return Optional.empty();
        }
        recent.addLast(new Answer(nowMillis, progress, strides));
        if (value > best + config.headway()) {
            best = value;
            bestAtMillis = nowMillis;
        }
        if (calling) {
            follow(nowMillis);
            return Optional.empty();
        }
        Optional<Call> call = call(nowMillis);
        if (call.isPresent()) {
            calling = true;
            low = value;
            resumed = 0;
        }
        return call;
    }

    private Optional<Call> call(long nowMillis) {
        if (isSliding(nowMillis)) {
            return Optional.of(Call.SLIDING);
        }
        return stalledSeconds(nowMillis) >= config.stallSeconds() ? Optional.of(Call.STALLED) : Optional.empty();
    }

    private boolean isSliding(long nowMillis) {
        double since = nowMillis - config.slideSeconds() * MILLIS;
        while (!recent.isEmpty() && recent.getFirst().atMillis() <= since) {
            recent.removeFirst();
            whole = true;
        }
        double fallen = recent.stream().mapToDouble(Answer::progress).sum();
        int strides = recent.stream().mapToInt(Answer::strides).sum();
        return whole && fallen < config.slideBelow() * strides;
    }

    private void follow(long nowMillis) {
        low = Math.min(low, value);
        resumed = value > low + config.headway() ? resumed + 1 : 0;
        if (resumed >= config.clearAfter()) {
            begin(nowMillis);
        }
    }

    private void begin(long nowMillis) {
        calling = false;
        best = value;
        bestAtMillis = nowMillis;
        recent.clear();
        whole = false;
    }
}
