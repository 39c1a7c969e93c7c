/** What a service tells of itself. */
@NullMarked
package dev.fleetrl.observability;

import org.jspecify.annotations.NullMarked;
