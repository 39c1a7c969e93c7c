package dev.fleetrl.contracts;

/** What an episode is for; fixed before it starts, and never changed once its outcome is known. */
public enum Cohort {
    /** Feeds training; people may correct it. */
    TRAIN,
    /** Counts as autonomous success on held-out starts; nobody corrects it. */
    EVALUATION,
    /** Compares a new policy version with the one before, at fresh starts and interleaved at random; nobody corrects it. */
    CANARY;

    /** Whether people leave the policy alone: what it cannot do itself, it has failed to do. */
    public boolean isAutonomous() {
        return this != TRAIN;
    }
}
