/** Traces from camera to motor, for those who ask where the time goes; nothing of it where no collector is configured. */
@NullMarked
package dev.fleetrl.robot.trace;

import org.jspecify.annotations.NullMarked;
