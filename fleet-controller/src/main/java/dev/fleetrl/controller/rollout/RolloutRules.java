package dev.fleetrl.controller.rollout;

import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RolloutStage;
import dev.fleetrl.evaluation.sequential.Decision;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** When a rollout goes on, and when back. A stage is written first; what is published follows from it. */
record RolloutRules(Rollout rollout, Standing now, Optional<ModelRecord.Published> published) {
    static RolloutRules of(Rollout rollout, Standing now) {
        return new RolloutRules(rollout, now, now.published().apply(rollout.task()));
    }

    List<ModelRecord> decide() {
        List<ModelRecord> owed = publication();
        if (!owed.isEmpty()) {
            return owed;
        }
        return switch (rollout.stage()) {
            case WAITING -> begin();
            case SHADOW -> superseded().orElseGet(this::afterShadow);
            case CANARY -> superseded().orElseGet(this::afterCanary);
            case FLEET -> superseded().orElseGet(this::afterFleet);
            default -> List.of();
        };
    }

    /** Of the last stage, where nothing was published since: a controller may have died in between. */
    private List<ModelRecord> publication() {
        long due = rollout.last().atMillis() + 1;
        if (published.filter(latest -> latest.atMillis() >= due).isPresent()) {
            return List.of();
        }
        boolean isBack = rollout.stage() == RolloutStage.ROLLED_BACK && isPublished(rollout.version());
        boolean isForth = rollout.stage() == RolloutStage.FLEET && !isPublished(rollout.version());
        PolicyVersion version = isBack ? rollout.baseline() : rollout.version();
        return isBack || isForth ? List.of(new ModelRecord.Published(version, rollout.task(), due)) : List.of();
    }

    private boolean isPublished(PolicyVersion version) {
        return published.filter(latest -> latest.version().equals(version)).isPresent();
    }

    private List<ModelRecord> begin() {
        if (published.isEmpty()) {
            return List.of();
        }
        if (isPublished(rollout.version())) {
            return staged(RolloutStage.WITHDRAWN, "it is published already");
        }
        if (!now.isWarm(rollout.version())) {
            return isOutOfPatience() ? staged(RolloutStage.HELD, now.refusal(rollout.version())) : List.of();
        }
        boolean isAsked = rollout.settings().shadowQuestions() > 0;
        PolicyVersion baseline = published.get().version();
        return List.of(new ModelRecord.Staged(
                rollout.version(),
                rollout.task(),
                isAsked ? RolloutStage.SHADOW : RolloutStage.CANARY,
                baseline,
                "compared with " + baseline,
                atMillis()));
    }

    private boolean isOutOfPatience() {
        return now.nowMillis() - rollout.last().atMillis() > rollout.settings().patienceMillis();
    }

    /** A person published another version meanwhile. */
    private Optional<List<ModelRecord>> superseded() {
        boolean isFleet = rollout.stage() == RolloutStage.FLEET;
        PolicyVersion expected = isFleet ? rollout.version() : rollout.baseline();
        PolicyVersion other = published.map(ModelRecord.Published::version).orElse(expected);
        if (other.equals(expected)) {
            return Optional.empty();
        }
        if (other.equals(rollout.version())) {
            return Optional.of(staged(RolloutStage.FLEET, "it was published"));
        }
        boolean isBack = isFleet && other.equals(rollout.baseline());
        return Optional.of(
                staged(isBack ? RolloutStage.ROLLED_BACK : RolloutStage.WITHDRAWN, other + " was published instead"));
    }

    private List<ModelRecord> afterShadow() {
        List<ModelRecord.Shadowed> told = rollout.shadowed();
        long questions =
                told.stream().mapToLong(ModelRecord.Shadowed::questions).sum();
        long failures = told.stream().mapToLong(ModelRecord.Shadowed::failures).sum();
        double p99 =
                told.stream().mapToDouble(ModelRecord.Shadowed::p99Millis).max().orElse(0);
        if (failures > 0) {
            return back("it failed " + failures + " of " + questions + " questions in shadow");
        }
        if (questions < rollout.settings().shadowQuestions()) {
            return isOutOfPatience()
                    ? staged(RolloutStage.HELD, "it was asked only " + questions + " questions in shadow")
                    : List.of();
        }
        String figures = String.format(Locale.ROOT, "99 %% of %d questions answered in %.0f ms", questions, p99);
        double limit = rollout.settings().shadowMillis();
        return p99 > limit
                ? back(figures + ", the limit is " + Math.round(limit) + " ms")
                : staged(RolloutStage.CANARY, figures);
    }

    private List<ModelRecord> afterCanary() {
        if (rollout.isGuardedTooOften()) {
            return back(guardReason());
        }
        return switch (rollout.shown()) {
            case ROLLBACK -> back("it succeeds less often: " + counts());
            case PROMOTE -> staged(RolloutStage.FLEET, "no worse, and more throughput: " + counts());
            case UNDECIDED ->
                rollout.comparison().candidateEpisodes() < rollout.settings().mostCanaryEpisodes()
                        ? List.of()
                        : staged(RolloutStage.HELD, "not enough evidence for either: " + counts());
        };
    }

    private List<ModelRecord> afterFleet() {
        if (!now.practised().test(rollout.task())) {
            return staged(RolloutStage.CONFIRMED, "nobody practises it here, so nothing more is compared");
        }
        if (rollout.shown() == Decision.ROLLBACK) {
            return back("it succeeds less often: " + counts());
        }
        if (rollout.isGuardedTooOften()) {
            return back(guardReason());
        }
        return rollout.comparison().baselineEpisodes() < rollout.settings().fleetEpisodes()
                ? List.of()
                : staged(RolloutStage.CONFIRMED, counts());
    }

    List<ModelRecord> back(String reason) {
        return staged(RolloutStage.ROLLED_BACK, reason);
    }

    private String guardReason() {
        return "the guard had to brake it, or it was silent, in " + rollout.guarded() + " episodes";
    }

    private String counts() {
        return rollout.comparison().counts(rollout.baseline().value());
    }

    private List<ModelRecord> staged(RolloutStage stage, String reason) {
        return List.of(new ModelRecord.Staged(
                rollout.version(), rollout.task(), stage, rollout.baseline(), reason, atMillis()));
    }

    /** After all that it follows, whatever the clock says. */
    private long atMillis() {
        long after = Math.max(
                rollout.last().atMillis(),
                published.map(ModelRecord.Published::atMillis).orElse(0L));
        return Math.max(now.nowMillis(), after + 2);
    }
}
