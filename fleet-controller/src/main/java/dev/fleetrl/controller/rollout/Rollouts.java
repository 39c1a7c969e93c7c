package dev.fleetrl.controller.rollout;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RolloutBlock;
import dev.fleetrl.contracts.RolloutStage;
import dev.fleetrl.contracts.TaskId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All rollouts; of one task one at a time, in the order asked. One event loop owns it. */
public final class Rollouts {
    private static final String CANARY = "canary-";

    private final RolloutSettings settings;
    private final Map<Key, Rollout> rollouts = new LinkedHashMap<>();
    private long highestSeed;

    private record Key(PolicyVersion version, TaskId task) {}

    /**
     * An episode that a rollout wants.
     *
     * @param rollout whose it is
     * @param block that it belongs to; none while the version is only asked, in shadow of the baseline
     * @param driver the version, or its baseline
     */
    public record Next(PolicyVersion rollout, Optional<RolloutBlock> block, RolloutStage stage, PolicyVersion driver) {
        /** Where its episodes lie that are no practice. */
        public CollectionId collection() {
            return new CollectionId(CANARY + rollout);
        }

        public ActionSource source() {
            return new ActionSource.Policy(driver);
        }
    }

    public Rollouts(RolloutSettings settings) {
        this.settings = settings;
        highestSeed = settings.firstSeed() - 1;
    }

    public RolloutSettings settings() {
        return settings;
    }

    public void replay(ModelRecord record) {
        if (record instanceof ModelRecord.Staged staged) {
            rollout(staged.version(), staged.task()).replay(staged);
        } else if (record instanceof ModelRecord.Shadowed shadowed) {
            rollout(shadowed.version(), shadowed.task()).replay(shadowed);
        } else if (record instanceof ModelRecord.Compared compared) {
            rollout(compared.version(), compared.task()).replay(compared);
        }
    }

    public void replay(EpisodeRecord record) {
        if (record instanceof EpisodeRecord.Assigned assigned) {
            EpisodePlan plan = assigned.plan();
            if (plan.collection().value().startsWith(CANARY)) {
                highestSeed = Math.max(highestSeed, plan.seed());
            }
            assigned.block()
                    .ifPresent(block -> rollout(block.version(), plan.task()).replay(assigned, block));
        } else if (record instanceof EpisodeRecord.Sealed sealed) {
            rollouts.values().forEach(rollout -> rollout.replay(sealed));
        } else if (record instanceof EpisodeRecord.GivenUp givenUp) {
            rollouts.values().forEach(rollout -> rollout.replay(givenUp));
        }
    }

    private Rollout rollout(PolicyVersion version, TaskId task) {
        return rollouts.computeIfAbsent(new Key(version, task), key -> new Rollout(version, task, settings));
    }

    /** The rollout whose turn it is. */
    private Optional<Rollout> active(TaskId task) {
        return rollouts.values().stream()
                .filter(rollout ->
                        rollout.task().equals(task) && !rollout.stage().isOver())
                .min(Comparator.comparing((Rollout rollout) -> rollout.stage() == RolloutStage.WAITING)
                        .thenComparingLong(Rollout::begunAtMillis));
    }

    /** What to write, in this order. */
    public List<ModelRecord> decide(Standing now) {
        return tasks().stream()
                .flatMap(task -> active(task).stream())
                .map(rollout -> rollout.decide(now))
                .filter(decided -> !decided.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Tasks that have a rollout. */
    public List<TaskId> tasks() {
        return rollouts.values().stream().map(Rollout::task).distinct().toList();
    }

    /** The episode that a robot would run for the rollout of this task. */
    public Optional<Next> next(TaskId task, RobotId robot) {
        return active(task).flatMap(rollout -> rollout.next(robot));
    }

    /** Fresh: nobody was ever there. */
    public long freshSeed() {
        return highestSeed + 1;
    }

    /** What begins a rollout, for the log. */
    public static ModelRecord.Staged begun(
            PolicyVersion version, TaskId task, PolicyVersion baseline, String reason, long atMillis) {
        return new ModelRecord.Staged(version, task, RolloutStage.WAITING, baseline, reason, atMillis);
    }

    /** What takes a version back, while its rollout goes on or it is the one that is published; else there is nothing to write. */
    public List<ModelRecord> back(PolicyVersion version, TaskId task, String reason, Standing now) {
        boolean isPublished = now.published().apply(task).equals(Optional.of(version));
        return Optional.ofNullable(rollouts.get(new Key(version, task)))
                .filter(rollout -> !rollout.stage().isOver() || isPublished)
                .map(rollout -> rollout.back(reason, now))
                .orElse(List.of());
    }

    public Optional<RolloutView> rollout(TaskId task, PolicyVersion version) {
        return begun(task, version).map(Rollout::view);
    }

    public Optional<RolloutStage> stage(TaskId task, PolicyVersion version) {
        return begun(task, version).map(Rollout::stage);
    }

    private Optional<Rollout> begun(TaskId task, PolicyVersion version) {
        return Optional.ofNullable(rollouts.get(new Key(version, task)))
                .filter(rollout -> rollout.begunAtMillis() != Long.MAX_VALUE);
    }

    /** The newest first. */
    public List<RolloutView> rollouts() {
        return rollouts.values().stream()
                .filter(rollout -> rollout.begunAtMillis() != Long.MAX_VALUE)
                .sorted(Comparator.comparingLong(Rollout::begunAtMillis).reversed())
                .map(Rollout::view)
                .toList();
    }
}
