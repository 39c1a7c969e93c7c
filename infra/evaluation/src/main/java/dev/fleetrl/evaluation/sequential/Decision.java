package dev.fleetrl.evaluation.sequential;

/** What a test allows. Undecided at the end of the budget means to keep the baseline, never to promote. */
public enum Decision {
    PROMOTE,
    ROLLBACK,
    UNDECIDED
}
