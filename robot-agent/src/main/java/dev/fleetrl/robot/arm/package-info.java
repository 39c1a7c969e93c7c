/** The ports to the machine: the arm itself, and the cell around it that resets and judges. */
@CheckReturnValue
@NullMarked
package dev.fleetrl.robot.arm;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
