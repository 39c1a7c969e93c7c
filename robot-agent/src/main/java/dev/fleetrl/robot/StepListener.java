package dev.fleetrl.robot;

import dev.fleetrl.contracts.RobotState;

/**
 * Looks on, ten times a second of the arm's own time, before each step and while the robot is idle. It is called on the
 * control thread, so it may read the simulated cell there, and it must be quick.
 */
@FunctionalInterface
public interface StepListener {
    StepListener NONE = (state, robotMillis) -> {};

    /**
     * Called before each step.
     *
     * @param robotMillis the arm's own time since the agent started, which a simulation runs faster than life
     */
    void onStep(RobotState state, long robotMillis);
}
