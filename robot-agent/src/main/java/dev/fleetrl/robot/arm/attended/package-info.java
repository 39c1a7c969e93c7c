/** A cell of metal: its task files, who lays out its scenes, and who says how an episode ended. */
@CheckReturnValue
@NullMarked
package dev.fleetrl.robot.arm.attended;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
