package dev.fleetrl.robot.ros.message;

import java.util.List;

/** Points for a joint trajectory controller; it drops what it was doing before. */
@RosName("trajectory_msgs/msg/JointTrajectory")
public record JointTrajectory(Header header, List<String> jointNames, List<JointTrajectoryPoint> points) {
    public JointTrajectory {
        jointNames = List.copyOf(jointNames);
        points = List.copyOf(points);
    }
}
