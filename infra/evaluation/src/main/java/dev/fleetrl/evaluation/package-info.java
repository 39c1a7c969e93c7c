/**
 * What may be said of a rate, and how surely: success, throughput, failures, calibration, and tests that may be looked at after
 * every episode. Whatever prints a rate takes it from here.
 *
 * <p>Intervals are two-sided at 95 %. Nothing here reads a record of the fleet: numbers in, numbers out.
 */
@FunctionalCore
@NullMarked
package dev.fleetrl.evaluation;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
