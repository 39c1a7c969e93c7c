@NullMarked
package dev.fleetrl.robot.trace;

import org.jspecify.annotations.NullMarked;
