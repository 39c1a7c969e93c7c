package dev.fleetrl.robot.ros.message;

/** When and in which frame something was measured. */
@RosName("std_msgs/msg/Header")
public record Header(Time stamp, String frameId) {}
