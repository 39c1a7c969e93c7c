/**
 * ROS 2 without an installation of ROS: its messages, and a port to whatever carries them.
 *
 * <pre>
 *   record ── Cdr ── DdsWire ──── DDS, as every ROS 2 node speaks it
 *        └─── JSON ── RosbridgeWire ── WebSocket, where DDS does not reach
 * </pre>
 */
@CheckReturnValue
@NullMarked
package dev.fleetrl.robot.ros;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
