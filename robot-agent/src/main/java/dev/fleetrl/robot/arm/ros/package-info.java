/**
 * An arm behind ROS 2: what its driver says of joints and cameras, and what its controllers are told, by one YAML file a
 * robot model and the robot's own URDF.
 */
@CheckReturnValue
@NullMarked
package dev.fleetrl.robot.arm.ros;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
