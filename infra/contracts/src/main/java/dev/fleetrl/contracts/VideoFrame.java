package dev.fleetrl.contracts;

/**
 * One picture for people, 480×360.
 *
 * @param sequence grows by one a picture of this camera
 * @param atMillis just before the camera was asked, by the robot's clock
 */
public record VideoFrame(RobotId robot, long sequence, long atMillis, Frame frame) {}
