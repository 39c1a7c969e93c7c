/** The port through which every service sends and hears, and its forms in memory. */
@CheckReturnValue
@NullMarked
package dev.fleetrl.transport;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
