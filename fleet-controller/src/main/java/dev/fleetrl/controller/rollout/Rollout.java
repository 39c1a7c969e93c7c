package dev.fleetrl.controller.rollout;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RolloutBlock;
import dev.fleetrl.contracts.RolloutStage;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.evaluation.sequential.Decision;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One version and one task. What is decided changes nothing before it comes back through {@link #replay}. */
final class Rollout {
    private static final int FAR_MORE = 3;

    private final PolicyVersion version;
    private final TaskId task;
    private final RolloutSettings settings;
    private final List<ModelRecord.Staged> stages = new ArrayList<>();
    private final Map<String, ModelRecord.Shadowed> shadow = new HashMap<>();
    private final Map<RolloutStage, Comparison> comparisons = new EnumMap<>(RolloutStage.class);
    private final Set<EpisodeId> guarded = new HashSet<>();
    private final Set<EpisodeId> guardedBaseline = new HashSet<>();
    private TrialBlocks blocks;
    private int stageNumber;

    Rollout(ModelRecord.Staged begun, RolloutSettings settings) {
        version = begun.version();
        task = begun.task();
        this.settings = settings;
        blocks = new TrialBlocks(version, 0);
        stages.add(begun);
    }

    /** A stage that cannot follow is the word of a controller that knew less. */
    void replay(ModelRecord.Staged staged) {
        if (!staged.stage().mayFollow(stage())) {
            return;
        }
        if (staged.stage() == RolloutStage.WAITING) {
            stages.clear();
            comparisons.clear();
        }
        stages.add(staged);
        blocks = new TrialBlocks(version, ++stageNumber);
        if (isComparing()) {
            guarded.clear();
            guardedBaseline.clear();
        }
    }

    void replay(ModelRecord.Shadowed told) {
        shadow.put(told.server(), told);
    }

    /** Told twice, by two controllers, it counts once. */
    void replay(ModelRecord.Compared block) {
        if (blocks.compared(block.robot(), block.block()) && isComparing()) {
            comparison().add(block.candidate(), block.baseline());
        }
    }

    void replay(EpisodeRecord.Assigned assigned, RolloutBlock block) {
        boolean isCandidate = assigned.plan().driver().equals(new ActionSource.Policy(version));
        blocks.assigned(block, assigned.robot(), assigned.episode(), isCandidate, assigned.atMillis());
    }

    void replay(EpisodeRecord.Sealed sealed) {
        if (TrialVerdict.isGuarded(sealed.manifest().ending())) {
            blocks.of(sealed.episode())
                    .map(block -> block.isCandidate(sealed.episode()) ? guarded : guardedBaseline)
                    .ifPresent(braked -> braked.add(sealed.episode()));
        }
        blocks.ended(sealed.episode(), TrialVerdict.of(sealed.manifest()));
    }

    void replay(EpisodeRecord.GivenUp givenUp) {
        blocks.ended(givenUp.episode(), Optional.empty());
    }

    RolloutStage stage() {
        return last().stage();
    }

    PolicyVersion version() {
        return version;
    }

    TaskId task() {
        return task;
    }

    long begunAtMillis() {
        return stages.get(0).atMillis();
    }

    PolicyVersion baseline() {
        return last().baseline();
    }

    /** What a robot that could run either runs next; none in a stage that asks no robot, and where enough robots compare. */
    Optional<Rollouts.Next> next(RobotId robot, int opening) {
        if (stage() == RolloutStage.SHADOW) {
            return Optional.of(new Rollouts.Next(version, Optional.empty(), stage(), baseline(), false));
        }
        return shape().flatMap(shape -> blocks.next(robot, shape, opening))
                .map(next -> new Rollouts.Next(
                        version,
                        Optional.of(next.block()),
                        stage(),
                        next.isCandidate() ? version : baseline(),
                        blocks.isNew(robot, next.block())));
    }

    /** What follows from what is known; then blocks that have their verdicts, which are decided on once the log tells of them. */
    List<ModelRecord> decide(Standing now) {
        List<ModelRecord> decided = RolloutRules.of(this, now).decide();
        return decided.isEmpty() ? verdicts(now.nowMillis()) : decided;
    }

    private List<ModelRecord> verdicts(long nowMillis) {
        return shape().map(shape -> blocks.complete(shape, nowMillis)).orElse(List.of()).stream()
                .<ModelRecord>map(block -> new ModelRecord.Compared(
                        task, block.robot(), block.id(), block.trials(true), block.trials(false)))
                .toList();
    }

    RolloutView view() {
        return new RolloutView(
                version,
                task,
                stage(),
                baseline(),
                last().reason(),
                last().atMillis(),
                List.copyOf(stages),
                shadowed(),
                compared(RolloutStage.CANARY),
                compared(RolloutStage.FLEET),
                guarded.size());
    }

    private Optional<RolloutView.Compared> compared(RolloutStage stage) {
        return Optional.ofNullable(comparisons.get(stage)).map(of -> of.view(settings.alpha()));
    }

    /** Of this stage. */
    Comparison comparison() {
        return comparisons.computeIfAbsent(stage(), stage -> new Comparison(settings.margin()));
    }

    Decision shown() {
        return comparison().decision(settings.alpha());
    }

    ModelRecord.Staged last() {
        return stages.get(stages.size() - 1);
    }

    RolloutSettings settings() {
        return settings;
    }

    private boolean isComparing() {
        return shape().isPresent();
    }

    private Optional<BlockShape> shape() {
        return switch (stage()) {
            case CANARY -> Optional.of(settings.canary());
            case FLEET -> Optional.of(settings.fleet());
            default -> Optional.empty();
        };
    }

    List<ModelRecord.Shadowed> shadowed() {
        return shadow.values().stream()
                .filter(told -> stages.stream()
                        .anyMatch(stage -> stage.stage() == RolloutStage.SHADOW && stage.atMillis() == told.since()))
                .toList();
    }

    /** More episodes than are borne, and far more than the baseline's in as many. */
    boolean isGuardedTooOften() {
        Comparison compared = comparison();
        double expected = guardedBaseline.size()
                * Math.max(1.0, compared.candidateEpisodes())
                / Math.max(1, compared.baselineEpisodes());
        return guarded.size() > settings.mostGuarded() && guarded.size() > FAR_MORE * expected;
    }

    int guarded() {
        return guarded.size();
    }
}
