package dev.fleetrl.robot.ros.message;

/** A direction with a length. */
@RosName("geometry_msgs/msg/Vector3")
public record Vector3(double x, double y, double z) {}
