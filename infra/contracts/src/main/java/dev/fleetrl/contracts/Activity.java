package dev.fleetrl.contracts;

/** What a robot is at, whoever moves its arm. Resetting and waiting for a label keep the robot, and count as its time. */
public enum Activity {
    /** It waits for a plan. */
    IDLE,
    /** An episode runs. */
    RUNNING,
    /** Its episode has ended by the time limit, and a person is to say how. */
    WAITING_FOR_LABEL,
    /** A person or a script lays out the scene for the next episode. */
    RESETTING,
    /** A person has paused recording, latched: nothing is kept, no picture leaves the robot, and no episode begins. */
    RECORDING_PAUSED
}
