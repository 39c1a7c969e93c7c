/** How fast the simulation is, and how well the expert does. */
@NullMarked
package dev.fleetrl.simulation.bench;

import org.jspecify.annotations.NullMarked;
