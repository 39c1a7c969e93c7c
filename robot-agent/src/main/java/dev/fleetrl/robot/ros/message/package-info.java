/** The messages of ROS 2 that an arm and its cameras speak, field by field as in their {@code .msg} files. */
@FunctionalCore
@NullMarked
package dev.fleetrl.robot.ros.message;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
