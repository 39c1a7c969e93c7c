/**
 * Which waiting observations to infer together, in whose turn, before which deadline, and which to refuse at once.
 */
@FunctionalCore
@NullMarked
package dev.fleetrl.policy.batching;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
