package dev.fleetrl.robot.ros.message;

/** A force (N) and a torque (N·m). */
@RosName("geometry_msgs/msg/Wrench")
public record Wrench(Vector3 force, Vector3 torque) {}
