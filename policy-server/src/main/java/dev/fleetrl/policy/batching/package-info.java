/**
 * Which waiting observations to infer together, before which deadline.
 */
@FunctionalCore
@NullMarked
package dev.fleetrl.policy.batching;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
