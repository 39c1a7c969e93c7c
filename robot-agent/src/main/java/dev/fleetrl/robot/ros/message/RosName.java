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

    /** How to ask for it. */
    final class Of {
        private Of() {}

        /** What ROS 2 calls it. */
        public static String type(Class<? extends Record> type) {
            RosName name = type.getAnnotation(RosName.class);
            if (name == null) {
                throw new IllegalArgumentException(type + " is no message of ROS 2: it has no @RosName");
            }
            return name.value();
        }
    }
}
