/**
 * Tests that may be looked at after every block and stopped at any time (e-processes): under its null hypothesis each wealth is a
 * supermartingale that starts at 1, so it ever reaches 1/α with probability α at most (Ville). Repeating a test of fixed size
 * after each episode has no such bound.
 *
 * <p>Baseline and canary must be interleaved at random on the same robots in the same time window.
 */
@FunctionalCore
@NullMarked
package dev.fleetrl.evaluation.sequential;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
