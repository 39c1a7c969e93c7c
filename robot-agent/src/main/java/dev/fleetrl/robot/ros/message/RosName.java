package dev.fleetrl.robot.ros.message;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What ROS 2 calls a message, such as {@code sensor_msgs/msg/JointState}. Its fields have the names and the order of that message. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RosName {
    String value();
}
