/**
 * openpi's wire format: msgpack maps, with arrays as maps whose keys are BINARY ({@code __ndarray__}, {@code data},
 * {@code dtype}, {@code shape}). A map with text keys of the same names is not an array to openpi, and not to us.
 */
@NullMarked
package dev.fleetrl.policy.openpi;

import org.jspecify.annotations.NullMarked;
