package dev.fleetrl.contracts;

/** A line that a trainer process prints now and then. */
public record TrainingProgress(int step, int steps, double loss, double secondsLeft) {}
