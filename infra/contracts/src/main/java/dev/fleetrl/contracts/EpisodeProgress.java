package dev.fleetrl.contracts;

/** The episode that a robot is in. */
public record EpisodeProgress(
        EpisodePlan plan, String instruction, int step, int timeLimitSteps, int stage, String stageName) {}
