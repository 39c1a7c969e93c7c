/**
 * How a new policy version earns its place: shadow, canary, fleet, confirmed; and back where it is worse. Changes only by replaying
 * what was decided and what was recorded.
 */
@FunctionalCore
@NullMarked
package dev.fleetrl.controller.rollout;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
