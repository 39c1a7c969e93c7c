/**
 * The wires in memory and in virtual time: a broker whose faults come from a seed. A fleet simulated over it runs the
 * classes of production, and twice the same.
 */
@CheckReturnValue
@NullMarked
package dev.fleetrl.transport.simulated;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
