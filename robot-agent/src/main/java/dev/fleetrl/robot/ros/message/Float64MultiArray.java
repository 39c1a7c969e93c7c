package dev.fleetrl.robot.ros.message;

import java.util.List;

/** What a forward command controller listens to, one number a joint; often a gripper's. */
@RosName("std_msgs/msg/Float64MultiArray")
public record Float64MultiArray(MultiArrayLayout layout, List<Double> data) {
    public Float64MultiArray {
        data = List.copyOf(data);
    }

    /** In one dimension, which need not be named. */
    public static Float64MultiArray of(List<Double> data) {
        return new Float64MultiArray(new MultiArrayLayout(List.of(), 0), data);
    }
}
