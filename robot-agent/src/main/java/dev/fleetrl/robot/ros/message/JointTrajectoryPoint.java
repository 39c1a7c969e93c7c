package dev.fleetrl.robot.ros.message;

import java.util.List;

/**
 * Where the joints are to be, and when.
 *
 * @param positions rad or m, in the order of the trajectory's names
 * @param timeFromStart from the stamp of the trajectory; from its receipt where the stamp is 0
 */
@RosName("trajectory_msgs/msg/JointTrajectoryPoint")
public record JointTrajectoryPoint(
        List<Double> positions,
        List<Double> velocities,
        List<Double> accelerations,
        List<Double> effort,
        Duration timeFromStart) {
    public JointTrajectoryPoint {
        positions = List.copyOf(positions);
        velocities = List.copyOf(velocities);
        accelerations = List.copyOf(accelerations);
        effort = List.copyOf(effort);
    }
}
