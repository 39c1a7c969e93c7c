/** Who a robot is to the broker: its key, which never leaves it, and its certificate. */
@CheckReturnValue
@NullMarked
package dev.fleetrl.robot.identity;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
