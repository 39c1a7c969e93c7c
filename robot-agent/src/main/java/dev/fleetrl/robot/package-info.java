/**
 * The agent beside the robot: it owns the control loop, the authority over the arm, and the record of what was done.
 *
 * <pre>
 *   MQTT ── RobotAgent ── CommandDesk ── ControlArbiter
 *               │
 *               └── EpisodeRun ── Driver ── policy server, or demonstrator
 *                      │ └── GuardedArm ── Arm
 *                      └── EpisodeRecorder ── Uplink ── Spool, MQTT
 * </pre>
 *
 * <p>One control thread calls {@link dev.fleetrl.robot.RobotAgent#tick()} 50 times a second and owns everything but the
 * spool, which belongs to the io executor.
 */
@NullMarked
package dev.fleetrl.robot;

import org.jspecify.annotations.NullMarked;
