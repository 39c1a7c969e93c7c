package dev.fleetrl.robot.control;

import com.fasterxml.jackson.annotation.JsonProperty;

/** When a policy is asked for its next chunk, and what the robot does until the answer comes. */
public enum ChunkExecution {
    /** At a chunk's end; the robot waits. For simulation, where the world can wait too. */
    @JsonProperty("synchronous")
    SYNCHRONOUS,

    /** Before a chunk's end; the robot goes on, and changes over to the new chunk where that happens to be by then. */
    @JsonProperty("asynchronous")
    ASYNCHRONOUS,

    /** The same, but the policy is told what the robot goes on doing, and continues that: arXiv 2506.07339. */
    @JsonProperty("real-time-chunking")
    REAL_TIME_CHUNKING
}
