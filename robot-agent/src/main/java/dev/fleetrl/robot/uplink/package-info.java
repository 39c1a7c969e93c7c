/** From the spool to the fleet: every record, in order, until the fleet says that it has it. */
@NullMarked
package dev.fleetrl.robot.uplink;

import org.jspecify.annotations.NullMarked;
