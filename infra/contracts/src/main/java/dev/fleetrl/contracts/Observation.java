package dev.fleetrl.contracts;

import java.util.List;

/**
 * What the policy sees at one step.
 *
 * @param frames one for each policy camera, in the order of the birth message
 * @param proprioception what the robot feels, in the order that its birth message declares; shape [P]
 */
public record Observation(List<Frame> frames, Vec proprioception) {
    public Observation {
        frames = List.copyOf(frames);
    }
}
