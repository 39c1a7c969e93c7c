package dev.fleetrl.contracts;

/** The robot's answer to a command. */
public record CommandResult(RobotId robot, String id, boolean accepted, String reason) {}
