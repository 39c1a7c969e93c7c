/**
 * Where the tool is for given joints, and which joints bring it elsewhere; from the robot's own URDF. Pure: no clock, no
 * thread, and {@link StrictMath}, so that the same numbers come out everywhere.
 */
@CheckReturnValue
@NullMarked
package dev.fleetrl.robot.kinematics;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
