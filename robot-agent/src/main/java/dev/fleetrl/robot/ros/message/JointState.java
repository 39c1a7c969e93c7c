package dev.fleetrl.robot.ros.message;

import java.util.List;

/**
 * What the joints measure; the order of the joints is the message's own.
 *
 * @param position rad, or m of a sliding joint; as many as names, or none
 * @param velocity rad/s or m/s; as many as names, or none
 * @param effort N·m or N; as many as names, or none
 */
@RosName("sensor_msgs/msg/JointState")
public record JointState(
        Header header, List<String> name, List<Double> position, List<Double> velocity, List<Double> effort) {
    public JointState {
        name = List.copyOf(name);
        position = List.copyOf(position);
        velocity = List.copyOf(velocity);
        effort = List.copyOf(effort);
    }
}
