package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One step (1/hz s) of one robot, as it was executed.
 *
 * <p>A human correction is not another kind of message: it is a step whose source is an operator.
 *
 * @param index 0-based position in the episode
 * @param atMillis the robot's wall clock when the observation was taken
 * @param observation what was seen before acting
 * @param action what was executed: deltas of the commanded tool pose in the robot's base frame (x, y, z in m; a rotation
 *     vector in rad), then the gripper, -1 closed to +1 open; shape [7]
 * @param policyAction what the policy would have done, for corrections too where it was asked; shape [7], or empty
 * @param source who chose the action
 * @param chunk which predicted action this was
 * @param stage how far the task had come, as its judge counts; 0 where nobody can tell
 * @param review larger pictures for people, at a lower rate; often empty
 * @param guard codes of the guard's rules that cut or refused what was asked for, such as {@code workspace}, in the order of their
 *     names; empty where it let all through, and in steps of agents of before, of which nobody knows
 */
public record Step(
        int index,
        long atMillis,
        Observation observation,
        Vec action,
        Vec policyAction,
        ActionSource source,
        ChunkPosition chunk,
        int stage,
        List<Frame> review,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> guard) {
    public Step {
        if (index < 0) {
            throw new IllegalArgumentException("step index " + index + " is negative");
        }
        review = List.copyOf(review);
        guard = List.copyOf(guard);
    }

    /** One that the guard let through. */
    public Step(
            int index,
            long atMillis,
            Observation observation,
            Vec action,
            Vec policyAction,
            ActionSource source,
            ChunkPosition chunk,
            int stage,
            List<Frame> review) {
        this(index, atMillis, observation, action, policyAction, source, chunk, stage, review, List.of());
    }

    public boolean isCorrection() {
        return source instanceof ActionSource.Correction;
    }
}
