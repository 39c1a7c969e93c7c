package dev.fleetrl.robot.ros.message;

/** One dimension of an array. */
@RosName("std_msgs/msg/MultiArrayDimension")
public record MultiArrayDimension(String label, int size, int stride) {}
