/** value-model as a process. */
@NullMarked
package dev.fleetrl.value;

import org.jspecify.annotations.NullMarked;
