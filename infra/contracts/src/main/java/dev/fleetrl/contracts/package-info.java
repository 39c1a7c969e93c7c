/**
 * The messages that cross a process boundary, and nothing else.
 *
 * <p>Units: metres, radians, seconds; milliseconds since 1970 for what people read. Shapes are written in brackets:
 * {@code B} batch, {@code T} steps of one episode, {@code H} steps of one action chunk, {@code P} proprioception.
 */
@FunctionalCore
@NullMarked
package dev.fleetrl.contracts;

import org.jspecify.annotations.NullMarked;
