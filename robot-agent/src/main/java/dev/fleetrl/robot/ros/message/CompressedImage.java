package dev.fleetrl.robot.ros.message;

import dev.fleetrl.contracts.Bytes;

/**
 * A picture.
 *
 * @param format such as {@code jpeg} or {@code rgb8; jpeg compressed bgr8}
 */
@RosName("sensor_msgs/msg/CompressedImage")
public record CompressedImage(Header header, String format, Bytes data) {}
