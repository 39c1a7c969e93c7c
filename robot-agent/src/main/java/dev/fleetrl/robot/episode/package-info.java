/** From control ticks to the episode's record. */
@FunctionalCore
@NullMarked
package dev.fleetrl.robot.episode;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
