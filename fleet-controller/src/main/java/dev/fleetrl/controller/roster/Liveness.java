package dev.fleetrl.controller.roster;

/** Whether a robot's last state may be believed. */
public enum Liveness {
    /** Heard within three periods. */
    LIVE,
    /** Late: its last state is never shown as live. */
    STALE,
    /** Silent for long, or known to be gone, or never heard. */
    LOST
}
