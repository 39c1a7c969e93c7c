package dev.fleetrl.controller.rollout;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
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
import java.util.stream.Stream;

/** All rollouts; of one task one at a time, in the order asked. One event loop owns it. */
public final class Rollouts {
    /** So begin the names of what rollouts run; nobody may ask for such a collection. */
    public static final String CANARY = "canary-";

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
     * @param opens whether the block begins with it
     */
    public record Next(
            PolicyVersion rollout,
            Optional<RolloutBlock> block,
            RolloutStage stage,
            PolicyVersion driver,
            boolean opens) {
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
            Key key = new Key(staged.version(), staged.task());
            Rollout known = rollouts.get(key);
            if (known != null) {
                known.replay(staged);
            } else if (staged.stage() == RolloutStage.WAITING) {
                rollouts.put(key, new Rollout(staged, settings));
            }
        } else if (record instanceof ModelRecord.Shadowed told) {
            find(told.task(), told.version()).ifPresent(rollout -> rollout.replay(told));
        } else if (record instanceof ModelRecord.Compared block) {
            find(block.task(), block.version()).ifPresent(rollout -> rollout.replay(block));
        }
    }

    public void replay(EpisodeRecord record) {
        if (record instanceof EpisodeRecord.Assigned assigned) {
            if (assigned.plan().cohort() == Cohort.CANARY) {
                highestSeed = Math.max(highestSeed, assigned.plan().seed());
            }
            assigned.block()
                    .ifPresent(block -> find(assigned.plan().task(), block.version())
                            .ifPresent(rollout -> rollout.replay(assigned, block)));
        } else if (record instanceof EpisodeRecord.Sealed sealed) {
            rollouts.values().forEach(rollout -> rollout.replay(sealed));
        } else if (record instanceof EpisodeRecord.GivenUp givenUp) {
            rollouts.values().forEach(rollout -> rollout.replay(givenUp));
        }
    }

    private Optional<Rollout> find(TaskId task, PolicyVersion version) {
        return Optional.ofNullable(rollouts.get(new Key(version, task)));
    }

    /** The one that goes on. */
    private Optional<Rollout> current(TaskId task) {
        return of(task).filter(rollout -> rollout.stage() != RolloutStage.WAITING)
                .min(Comparator.comparingLong(Rollout::begunAtMillis));
    }

    /** Not over. */
    private Stream<Rollout> of(TaskId task) {
        return rollouts.values().stream()
                .filter(rollout ->
                        rollout.task().equals(task) && !rollout.stage().isOver());
    }

    /** What to write; nothing new before the log has told of it. */
    public List<ModelRecord> decide(Standing now) {
        Stream<Rollout> over =
                rollouts.values().stream().filter(rollout -> rollout.stage().isOver());
        Stream<Rollout> turns = tasks().stream().flatMap(task -> current(task).or(() -> first(task, now)).stream());
        return Stream.concat(over, turns)
                .flatMap(rollout -> rollout.decide(now).stream())
                .toList();
    }

    /** Of those that wait, one that could begin at once keeps none waiting. */
    private Optional<Rollout> first(TaskId task, Standing now) {
        return of(task).min(Comparator.comparing((Rollout rollout) -> !now.isWarm(rollout.version()))
                .thenComparingLong(Rollout::begunAtMillis));
    }

    /** Tasks that have a rollout. */
    public List<TaskId> tasks() {
        return rollouts.values().stream().map(Rollout::task).distinct().toList();
    }

    public boolean goesOn(TaskId task) {
        return of(task).findAny().isPresent();
    }

    /**
     * The episode that a robot would run for the rollout of this task.
     *
     * @param opening blocks that were opened since the last decision came back
     */
    public Optional<Next> next(TaskId task, RobotId robot, int opening) {
        return current(task).flatMap(rollout -> rollout.next(robot, opening));
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

    /** What takes a version back; none where its rollout ended otherwise, or another version is published since. */
    public List<ModelRecord> back(PolicyVersion version, TaskId task, String reason, Standing now) {
        boolean isPublished = now.published()
                .apply(task)
                .filter(latest -> latest.version().equals(version))
                .isPresent();
        return find(task, version)
                .filter(rollout -> RolloutStage.ROLLED_BACK.mayFollow(rollout.stage()))
                .filter(rollout -> !rollout.stage().isOver() || isPublished)
                .map(rollout -> RolloutRules.of(rollout, now).back(reason))
                .orElse(List.of());
    }

    public Optional<RolloutView> rollout(TaskId task, PolicyVersion version) {
        return find(task, version).map(Rollout::view);
    }

    public Optional<RolloutStage> stage(TaskId task, PolicyVersion version) {
        return find(task, version).map(Rollout::stage);
    }

    /** The newest first. */
    public List<RolloutView> rollouts() {
        return rollouts.values().stream()
                .sorted(Comparator.comparingLong(Rollout::begunAtMillis).reversed())
                .map(Rollout::view)
                .toList();
    }
}
