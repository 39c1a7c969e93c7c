package dev.fleetrl.episodes.assembly;

import dev.fleetrl.episodes.SealedEpisode;

/**
 * An episode that is over.
 *
 * @param lastNumber number of its robot's last event that belongs to it; after a restart the assembly resumes behind it
 */
public record Assembled(SealedEpisode episode, long lastNumber) {}
