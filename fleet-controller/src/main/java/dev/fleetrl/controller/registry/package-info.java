/** What the log tells of episodes, policies, label runs and rounds, ready to be asked. */
@FunctionalCore
@NullMarked
package dev.fleetrl.controller.registry;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
