package dev.fleetrl.robot.ros.message;

/** A velocity: m/s and rad/s. */
@RosName("geometry_msgs/msg/Twist")
public record Twist(Vector3 linear, Vector3 angular) {}
