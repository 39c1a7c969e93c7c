/** The simulated workcell as an arm among others. The only package that may know the simulation. */
@NullMarked
package dev.fleetrl.robot.arm.simulated;

import org.jspecify.annotations.NullMarked;
