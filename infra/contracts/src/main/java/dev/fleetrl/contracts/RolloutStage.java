package dev.fleetrl.contracts;

/** How far a policy version has earned its place with one task. */
public enum RolloutStage {
    /** For a policy server that has it warm, and for the rollout of the same task before it. */
    WAITING,
    /** It is asked what the baseline is asked, and no robot executes its answers. */
    SHADOW,
    /** Robots run it and the baseline, interleaved at random, and nobody helps. */
    CANARY,
    /** It is published; a share of practice stays with the baseline and is compared. */
    FLEET,
    /** It is published, and the baseline was not seen to be better. */
    CONFIRMED,
    /** The evidence sufficed for neither; the baseline stays. */
    HELD,
    /** It was worse, or ran into a guard-rail, or a person said so; the baseline is published. */
    ROLLED_BACK,
    /** Another version was published meanwhile. */
    WITHDRAWN;

    /** Whether a rollout in a stage can come to this one; what an outdated controller says otherwise counts for nothing. */
    public boolean mayFollow(RolloutStage before) {
        return switch (this) {
            case WAITING -> before.isOver();
            case SHADOW -> before == WAITING;
            case CANARY -> before == WAITING || before == SHADOW;
            case FLEET -> before == SHADOW || before == CANARY;
            case CONFIRMED -> before == FLEET;
            case HELD -> !before.isOver() && before != FLEET;
            case ROLLED_BACK -> !before.isOver() || before == CONFIRMED;
            case WITHDRAWN -> !before.isOver();
        };
    }

    public boolean isOver() {
        return this == CONFIRMED || this == HELD || this == ROLLED_BACK || this == WITHDRAWN;
    }
}
