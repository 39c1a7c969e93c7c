/** Who may say and hear what over MQTT: the same rules for every broker. */
@FunctionalCore
@NullMarked
package dev.fleetrl.transport.access;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
