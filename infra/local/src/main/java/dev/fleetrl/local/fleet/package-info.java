/** Simulated robots and the scripted people who correct them, in one process. */
@NullMarked
package dev.fleetrl.local.fleet;

import org.jspecify.annotations.NullMarked;
