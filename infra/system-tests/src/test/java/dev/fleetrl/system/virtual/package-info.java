/** The whole fleet in virtual time, from a seed: the classes of production over wires, arms and people that misbehave. */
@NullMarked
package dev.fleetrl.system.virtual;

import org.jspecify.annotations.NullMarked;
