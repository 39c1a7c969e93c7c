@NullMarked
package dev.fleetrl.transport;

import org.jspecify.annotations.NullMarked;
