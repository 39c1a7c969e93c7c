package dev.fleetrl.robot.ros.message;

import java.util.List;

/** How an array lies in its data. */
@RosName("std_msgs/msg/MultiArrayLayout")
public record MultiArrayLayout(List<MultiArrayDimension> dim, int dataOffset) {
    public MultiArrayLayout {
        dim = List.copyOf(dim);
    }
}
