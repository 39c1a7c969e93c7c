package dev.fleetrl.robot.ros.message;

/** A wanted velocity, in the frame that the header names. */
@RosName("geometry_msgs/msg/TwistStamped")
public record TwistStamped(Header header, Twist twist) {}
