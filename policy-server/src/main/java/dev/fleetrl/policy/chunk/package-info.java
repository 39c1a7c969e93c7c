/**
 * Chunks of actions: which steps form one, what the network is to predict for it, and back to actions.
 *
 * <pre>
 *   actions of H steps ─ summed from the chunk's start ─ ÷ RMS at that position ─ network ─ × RMS ─ differences ─ actions
 * </pre>
 */
@FunctionalCore
@NullMarked
package dev.fleetrl.policy.chunk;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
