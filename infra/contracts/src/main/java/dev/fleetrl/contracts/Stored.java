package dev.fleetrl.contracts;

/** Everything of this robot up to and including {@code upTo} is safely in Kafka; only now may the robot delete it. */
public record Stored(RobotId robot, long upTo) {}
