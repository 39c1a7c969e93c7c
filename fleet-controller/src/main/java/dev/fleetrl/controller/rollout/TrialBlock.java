package dev.fleetrl.controller.rollout;

import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RolloutBlock;
import dev.fleetrl.contracts.Trial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One robot's episodes that are compared with one another. */
final class TrialBlock {
    private static final double MILLIS_PER_SECOND = 1000;
    /** Between two episodes of a robot. */
    private static final long PAUSE_MILLIS = 60_000;

    private final RobotId robot;
    private final RolloutBlock id;
    private final Map<EpisodeId, Slot> slots = new LinkedHashMap<>();

    /** Without a trial while it runs. */
    private record Slot(
            boolean isCandidate, long atMillis, @Nullable Trial trial) {
        long quietSinceMillis() {
            return trial == null ? atMillis : atMillis + Math.round(trial.seconds() * MILLIS_PER_SECOND);
        }
    }

    TrialBlock(RobotId robot, RolloutBlock id) {
        this.robot = robot;
        this.id = id;
    }

    RobotId robot() {
        return robot;
    }

    RolloutBlock id() {
        return id;
    }

    void assigned(EpisodeId episode, boolean isCandidate, long atMillis) {
        slots.put(episode, new Slot(isCandidate, atMillis, null));
    }

    void ended(EpisodeId episode, Optional<Trial> verdict) {
        if (verdict.isEmpty()) {
            slots.remove(episode);
        } else {
            slots.computeIfPresent(episode, (id, slot) -> new Slot(slot.isCandidate(), slot.atMillis(), verdict.get()));
        }
    }

    boolean isCandidate(EpisodeId episode) {
        Slot slot = slots.get(episode);
        return slot != null && slot.isCandidate();
    }

    int count(boolean candidates) {
        return (int) slots.values().stream()
                .filter(slot -> slot.isCandidate() == candidates)
                .count();
    }

    boolean wantsMore(BlockShape shape) {
        return slots.size() < shape.size();
    }

    boolean isComplete(BlockShape shape) {
        return !wantsMore(shape) && !isRunning();
    }

    private boolean isRunning() {
        return slots.values().stream().anyMatch(slot -> slot.trial() == null);
    }

    long beganAtMillis() {
        return slots.values().stream().mapToLong(Slot::atMillis).min().orElse(Long.MAX_VALUE);
    }

    /** Whether it may soon have another verdict: a robot that runs none of it for a while is away, or has other work. */
    boolean goesOn(long nowMillis) {
        long quiet =
                slots.values().stream().mapToLong(Slot::quietSinceMillis).max().orElse(0);
        return isRunning() || nowMillis < quiet + PAUSE_MILLIS;
    }

    List<Trial> trials(boolean candidates) {
        return slots.values().stream()
                .filter(slot -> slot.isCandidate() == candidates)
                .map(slot -> Objects.requireNonNull(slot.trial()))
                .toList();
    }
}
