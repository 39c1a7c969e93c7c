package dev.fleetrl.robot.ros.message;

/** A text. */
@RosName("std_msgs/msg/String")
public record StringMessage(String data) {}
