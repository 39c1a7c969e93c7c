package dev.fleetrl.robot.ros.message;

/** Yes or no. */
@RosName("std_msgs/msg/Bool")
public record Bool(boolean data) {}
