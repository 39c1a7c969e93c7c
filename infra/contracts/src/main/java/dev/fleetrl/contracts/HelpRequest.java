package dev.fleetrl.contracts;

/**
 * A robot asks for a person, or the progress critic for it.
 *
 * @param reason such as {@code policy-silent}; {@code critic-stalled} and {@code critic-sliding} say that the task does not get
 *     on, and the robot goes on meanwhile
 */
public record HelpRequest(RobotId robot, EpisodeId episode, String reason, long atMillis) {}
