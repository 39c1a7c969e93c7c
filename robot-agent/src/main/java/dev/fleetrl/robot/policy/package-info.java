/** The robot's side of the policy wire: openpi's format, one question at a time. */
@CheckReturnValue
@NullMarked
package dev.fleetrl.robot.policy;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
