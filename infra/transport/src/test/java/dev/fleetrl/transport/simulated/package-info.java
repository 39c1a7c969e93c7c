@NullMarked
package dev.fleetrl.transport.simulated;

import org.jspecify.annotations.NullMarked;
