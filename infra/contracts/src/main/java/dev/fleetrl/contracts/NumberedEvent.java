package dev.fleetrl.contracts;

/**
 * An event as it lies in the robot's spool. The number is what makes delivery exactly once: it grows by one a record,
 * for the life of the robot, whatever restarts in between.
 */
public record NumberedEvent(RobotId robot, long number, EpisodeEvent event) {}
