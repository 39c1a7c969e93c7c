package dev.fleetrl.contracts;

/** How an episode ended. */
public enum Outcome {
    SUCCESS,
    FAILURE,
    /** Stopped for a reason outside robot and policy; counted as a rate of its own. */
    ABORTED,
    /** The agent died before it could say. */
    ABANDONED
}
