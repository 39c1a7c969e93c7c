/** Long runs of one simulation over many seeds, each of which must keep its invariants. */
@CheckReturnValue
@NullMarked
package dev.fleetrl.local.soak;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
