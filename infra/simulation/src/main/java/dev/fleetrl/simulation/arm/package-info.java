/**
 * Poses and the kinematics of the built-in arm: forward, Jacobian, and a damped-least-squares inverse.
 *
 * <p>Only {@link java.lang.StrictMath}, so that a trajectory has the same bits on every machine.
 */
@FunctionalCore
@NullMarked
package dev.fleetrl.simulation.arm;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
