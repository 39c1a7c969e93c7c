package dev.fleetrl.robot.ros.message;

/** What a force sensor measures. */
@RosName("geometry_msgs/msg/WrenchStamped")
public record WrenchStamped(Header header, Wrench wrench) {}
