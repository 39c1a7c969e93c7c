/** The built-in tasks. Lengths in m, angles in rad, in the robot's base frame: x away from it, y to its left, z up from the table. */
@NullMarked
package dev.fleetrl.simulation.task;

import org.jspecify.annotations.NullMarked;
