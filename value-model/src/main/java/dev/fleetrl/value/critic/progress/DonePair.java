package dev.fleetrl.value.critic.progress;

/** A finished and an unfinished frame of the same episode (VLAC's third rule), so that only what changed tells them apart. */
public record DonePair(int complete, int incomplete) {}
