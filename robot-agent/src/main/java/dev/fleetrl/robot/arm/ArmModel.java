package dev.fleetrl.robot.arm;

import dev.fleetrl.robot.control.ActionLimits;
import dev.fleetrl.robot.control.GuardLimits;
import java.util.List;

/**
 * What an arm is.
 *
 * @param name such as {@code simulated-7dof}
 * @param policyCameras in the order of the frames of an observation
 * @param videoCameras that people can watch
 * @param proprioception name of each element
 */
public record ArmModel(
        String name,
        List<String> policyCameras,
        List<String> videoCameras,
        List<String> proprioception,
        ActionLimits actions,
        GuardLimits guard) {
    /** What an arm with a gripper feels of its tool. */
    public static final List<String> OF_TOOL_AND_GRIPPER = List.of(
            "tool-x",
            "tool-y",
            "tool-z",
            "lag-x",
            "lag-y",
            "lag-z",
            "yaw",
            "finger-opening",
            "gripper-command",
            "holding");

    public ArmModel {
        policyCameras = List.copyOf(policyCameras);
        videoCameras = List.copyOf(videoCameras);
        proprioception = List.copyOf(proprioception);
    }
}
