package dev.fleetrl.value.critic.progress;

import java.util.List;

/**
 * Four pairs of three frames, learnt together (VLAC's second rule): near and far, each both ways, so that the critic cannot
 * get away with a constant.
 *
 * @param first i
 * @param near i + 1, where one is the distance of neighbouring frames
 * @param far i + dt
 * @param wrongInstruction whether the critic is shown another task's instruction, under which nothing is progress
 * @param targets c of (first, near), (near, first), (first, far), (far, first)
 */
public record MiniGroup(int first, int near, int far, boolean wrongInstruction, List<Double> targets) {
    public static final int PAIRS = 4;

    public MiniGroup {
        targets = List.copyOf(targets);
    }
}
