package dev.fleetrl.simulation;

import dev.fleetrl.contracts.Vec;

/** What the scripted human's hands do now. */
public sealed interface Intent {
    /** Nothing. */
    record None() implements Intent {}

    /** Asks for the arm. */
    record TakeOver() implements Intent {}

    /**
     * Drives, with the hold-to-run control pressed.
     *
     * @param twist tool velocity in the base frame, m/s and rad/s; shape [6]
     * @param gripper -1 close, +1 open
     */
    record Drive(Vec twist, float gripper) implements Intent {}

    /** Lets go of the hold-to-run control, still holding the lease. */
    record Release() implements Intent {}

    /** Gives the lease back, which leads to HOLD. */
    record HandBack() implements Intent {}

    /** Lets the episode's driver act again, from HOLD. */
    record Resume() implements Intent {}
}
