/** Hostile clients of a policy server, over real sockets and by the dice. */
@NullMarked
package dev.fleetrl.system.openpi;

import org.jspecify.annotations.NullMarked;
