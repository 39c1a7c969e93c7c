/** What the robot has recorded and the fleet does not yet have; on disk, so that no crash loses it. */
@NullMarked
package dev.fleetrl.robot.spool;

import org.jspecify.annotations.NullMarked;
