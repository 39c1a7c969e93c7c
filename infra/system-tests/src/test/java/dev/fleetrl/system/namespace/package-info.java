/** Faults of a real network, between an agent in a network namespace of its own and a real broker; needs root. */
@NullMarked
package dev.fleetrl.system.namespace;

import org.jspecify.annotations.NullMarked;
