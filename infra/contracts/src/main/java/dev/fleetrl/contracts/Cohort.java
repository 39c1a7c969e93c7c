package dev.fleetrl.contracts;

/** What an episode is for; fixed before it starts, and never changed once its outcome is known. */
public enum Cohort {
    /** Feeds training; people may correct it. */
    TRAIN,
    /** Counts as autonomous success on held-out starts; nobody corrects it. */
    EVALUATION
}
