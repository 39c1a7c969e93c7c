package dev.fleetrl.contracts;

/** Whether the agent is there; retained, and {@code BROKEN} is its last will. Says nothing about the robot's health. */
public record Connection(RobotId robot, String session, State state) {
    /** As seen from the broker. */
    public enum State {
        ONLINE,
        OFFLINE,
        BROKEN
    }
}
