package dev.fleetrl.controller.rollout;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RolloutBlock;
import dev.fleetrl.contracts.RolloutStage;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Trial;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One version and one task. What is decided changes nothing before it comes back through {@link #replay}. */
final class Rollout {
    private final PolicyVersion version;
    private final TaskId task;
    private final RolloutSettings settings;
    private final TrialBlocks blocks;
    private final List<ModelRecord.Staged> stages = new ArrayList<>();
    private final Map<String, ModelRecord.Shadowed> shadow = new HashMap<>();
    private final Map<String, Long> guarded = new HashMap<>();
    private final Map<RolloutStage, Comparison> comparisons = new EnumMap<>(RolloutStage.class);

    Rollout(PolicyVersion version, TaskId task, RolloutSettings settings) {
        this.version = version;
        this.task = task;
        this.settings = settings;
        blocks = new TrialBlocks(version);
    }

    void replay(ModelRecord.Staged staged) {
        if (staged.stage() == RolloutStage.WAITING) {
            stages.clear();
            comparisons.clear();
        }
        stages.add(staged);
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

    /** What the policy could not do alone it has failed to do; what came from outside says nothing of it. */
    void replay(EpisodeRecord.Sealed sealed) {
        var manifest = sealed.manifest();
        Outcome outcome = manifest.ending().outcome();
        boolean judged = outcome == Outcome.SUCCESS || outcome == Outcome.FAILURE || manifest.isAssisted();
        if (outcome == Outcome.FAILURE && manifest.ending().source() == OutcomeSource.AGENT) {
            blocks.candidateSince(sealed.episode())
                    .ifPresent(since -> guarded.put(sealed.episode().value(), since));
        }
        Trial trial = new Trial(sealed.episode(), manifest.isAutonomousSuccess(), manifest.durationMillis() / 1000.0);
        blocks.ended(sealed.episode(), judged ? Optional.of(trial) : Optional.empty());
    }

    void replay(EpisodeRecord.GivenUp givenUp) {
        blocks.ended(givenUp.episode(), Optional.empty());
    }

    RolloutStage stage() {
        return stages.isEmpty() ? RolloutStage.WITHDRAWN : last().stage();
    }

    TaskId task() {
        return task;
    }

    long begunAtMillis() {
        return stages.isEmpty() ? Long.MAX_VALUE : stages.get(0).atMillis();
    }

    PolicyVersion baseline() {
        return last().baseline();
    }

    /** What a robot that could run either runs next; none in a stage that does not compare. */
    Optional<Rollouts.Next> next(RobotId robot) {
        if (stage() == RolloutStage.SHADOW) {
            return Optional.of(new Rollouts.Next(version, Optional.empty(), stage(), baseline()));
        }
        return shape().map(shape -> {
            TrialBlocks.Next next = blocks.next(robot, last().atMillis(), shape);
            return new Rollouts.Next(
                    version,
                    Optional.of(new RolloutBlock(version, next.block())),
                    stage(),
                    next.isCandidate() ? version : baseline());
        });
    }

    /** Blocks that have their verdicts, to be written down before anything is decided on them. */
    List<ModelRecord> decide(Standing now) {
        List<ModelRecord> news = new ArrayList<>();
        shape().ifPresent(shape -> blocks.complete(last().atMillis(), shape)
                .forEach(block -> news.add(new ModelRecord.Compared(
                        version, task, block.robot(), block.number(), block.candidate(), block.baseline()))));
        return news.isEmpty() ? advance(now) : news;
    }

    private List<ModelRecord> advance(Standing now) {
        Optional<PolicyVersion> published = now.published().apply(task);
        return switch (stage()) {
            case WAITING -> begin(now, published);
            case SHADOW -> superseded(now, published).orElseGet(() -> afterShadow(now));
            case CANARY -> superseded(now, published).orElseGet(() -> afterCanary(now));
            case FLEET -> superseded(now, published).orElseGet(() -> afterFleet(now));
            default -> List.of();
        };
    }

    private List<ModelRecord> begin(Standing now, Optional<PolicyVersion> published) {
        Optional<String> refusal = now.refusal(version);
        if (refusal.isPresent()) {
            return List.of(staged(RolloutStage.ROLLED_BACK, refusal.get(), now));
        }
        if (published.isEmpty() || !now.isWarm(version)) {
            return List.of();
        }
        if (published.get().equals(version)) {
            return List.of(staged(RolloutStage.WITHDRAWN, "it is published already", now));
        }
        RolloutStage first = settings.shadowQuestions() > 0 ? RolloutStage.SHADOW : RolloutStage.CANARY;
        return List.of(new ModelRecord.Staged(
                version, task, first, published.get(), "compared with " + published.get(), now.nowMillis()));
    }

    /** A controller that died between publication and its record leaves this to the next. */
    private Optional<List<ModelRecord>> superseded(Standing now, Optional<PolicyVersion> published) {
        boolean isFleet = stage() == RolloutStage.FLEET;
        PolicyVersion expected = isFleet ? version : baseline();
        PolicyVersion other = published.orElse(expected);
        if (other.equals(expected)) {
            return Optional.empty();
        }
        if (other.equals(version)) {
            return Optional.of(List.of(staged(RolloutStage.FLEET, "it was published", now)));
        }
        boolean isBack = isFleet && other.equals(baseline());
        return Optional.of(List.of(staged(
                isBack ? RolloutStage.ROLLED_BACK : RolloutStage.WITHDRAWN, other + " was published instead", now)));
    }

    private List<ModelRecord> afterShadow(Standing now) {
        List<ModelRecord.Shadowed> told = shadowed();
        long questions =
                told.stream().mapToLong(ModelRecord.Shadowed::questions).sum();
        long failures = told.stream().mapToLong(ModelRecord.Shadowed::failures).sum();
        double p99 =
                told.stream().mapToDouble(ModelRecord.Shadowed::p99Millis).max().orElse(0);
        if (failures > 0) {
            return back("it failed " + failures + " of " + questions + " questions in shadow", now);
        }
        if (questions < settings.shadowQuestions()) {
            return List.of();
        }
        String figures = text("99 %% of %d questions answered in %.0f ms", questions, p99);
        return p99 > settings.shadowMillis()
                ? back(figures + ", the limit is " + Math.round(settings.shadowMillis()) + " ms", now)
                : List.of(staged(RolloutStage.CANARY, figures, now));
    }

    private List<ModelRecord> afterCanary(Standing now) {
        if (guarded() > settings.mostGuarded()) {
            return back(guardReason(), now);
        }
        return switch (comparison().evidence().decision(settings.alpha())) {
            case ROLLBACK -> back("it succeeds less often: " + counts(), now);
            case PROMOTE ->
                List.of(
                        new ModelRecord.Published(version, task, now.nowMillis()),
                        staged(RolloutStage.FLEET, "no worse, and more throughput: " + counts(), now));
            case UNDECIDED ->
                comparison().candidateEpisodes() < settings.mostCanaryEpisodes()
                        ? List.of()
                        : List.of(staged(RolloutStage.HELD, "not enough evidence for either: " + counts(), now));
        };
    }

    private List<ModelRecord> afterFleet(Standing now) {
        boolean isWorse =
                comparison().evidence().success().evidence().highestAgainstLog() >= -Math.log(settings.alpha());
        if (isWorse || guarded() > settings.mostGuarded()) {
            return back(isWorse ? "it succeeds less often: " + counts() : guardReason(), now);
        }
        return comparison().baselineEpisodes() < settings.fleetEpisodes()
                ? List.of()
                : List.of(staged(RolloutStage.CONFIRMED, counts(), now));
    }

    /** The baseline is published again where it is not any more. */
    List<ModelRecord> back(String reason, Standing now) {
        List<ModelRecord> decided = new ArrayList<>();
        if (!now.published().apply(task).equals(Optional.of(baseline()))) {
            decided.add(new ModelRecord.Published(baseline(), task, now.nowMillis()));
        }
        decided.add(staged(RolloutStage.ROLLED_BACK, reason, now));
        return decided;
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
                guarded());
    }

    private Optional<RolloutView.Compared> compared(RolloutStage stage) {
        return Optional.ofNullable(comparisons.get(stage)).map(of -> of.view(settings.alpha()));
    }

    /** Of this stage. */
    private Comparison comparison() {
        return comparisons.computeIfAbsent(stage(), stage -> new Comparison(settings.margin()));
    }

    private ModelRecord.Staged last() {
        return stages.get(stages.size() - 1);
    }

    private boolean isComparing() {
        return stage() == RolloutStage.CANARY || stage() == RolloutStage.FLEET;
    }

    private Optional<BlockShape> shape() {
        return isComparing()
                ? Optional.of(stage() == RolloutStage.CANARY ? settings.canary() : settings.fleet())
                : Optional.empty();
    }

    private List<ModelRecord.Shadowed> shadowed() {
        return shadow.values().stream()
                .filter(told -> stages.stream()
                        .anyMatch(stage -> stage.stage() == RolloutStage.SHADOW && stage.atMillis() == told.since()))
                .toList();
    }

    private int guarded() {
        long since = stages.stream()
                .filter(stage -> stage.stage() == RolloutStage.CANARY || stage.stage() == RolloutStage.FLEET)
                .mapToLong(ModelRecord.Staged::atMillis)
                .max()
                .orElse(Long.MAX_VALUE);
        return (int) guarded.values().stream().filter(at -> at >= since).count();
    }

    private String guardReason() {
        return "the guard had to brake it, or it was silent, in " + guarded() + " episodes";
    }

    private String counts() {
        return comparison().counts(baseline().value());
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private ModelRecord.Staged staged(RolloutStage stage, String reason, Standing now) {
        return new ModelRecord.Staged(version, task, stage, baseline(), reason, now.nowMillis());
    }
}
