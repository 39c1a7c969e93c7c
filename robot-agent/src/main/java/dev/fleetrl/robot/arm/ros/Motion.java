package dev.fleetrl.robot.arm.ros;

import dev.fleetrl.robot.kinematics.Pose;

/** How a controller is told where to move the arm. On the control thread only. */
interface Motion {
    /**
     * Towards a pose of the tool within the coming tick of 20 ms.
     *
     * @param measured joints, shape [J]
     */
    void towards(Pose target, double[] measured);

    /** Stands still from now on; said again at each call. Answers the pose that is kept. */
    Pose stop(double[] measured);

    /** Tells an arm that is not heard to stand still, and forgets where it was going. */
    void abandon();
}
