package dev.fleetrl.robot.ros.dds;

/** The bytes of one sample, reused from one to the next. */
final class Sample {
    byte[] bytes = new byte[0];
}
