package dev.fleetrl.controller.allocation;

import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.TaskId;

/**
 * What robots do when nobody asks for anything: practise without end, with the newest published policy, or show the task
 * while there is none.
 *
 * @param pace see {@link dev.fleetrl.contracts.EpisodePlan#pace()}
 */
public record Practice(CollectionId collection, TaskId task, long firstSeed, double pace) {}
