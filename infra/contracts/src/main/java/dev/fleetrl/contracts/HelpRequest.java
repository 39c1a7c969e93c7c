package dev.fleetrl.contracts;

/** A robot asks for a person. */
public record HelpRequest(RobotId robot, EpisodeId episode, String reason, long atMillis) {}
