/**
 * Few people and many robots, simulated second by second, to tell what an order of help is worth. Robots are a few
 * probabilities here; nothing is learned, and nothing moves.
 */
@FunctionalCore
@NullMarked
package dev.fleetrl.local.supervision;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
