/** When the next round is due. */
@FunctionalCore
@NullMarked
package dev.fleetrl.controller.retrain.schedule;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
