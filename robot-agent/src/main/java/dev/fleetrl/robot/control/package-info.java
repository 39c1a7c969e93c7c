/**
 * Who moves the arm, along which path, and what no command may ever do.
 *
 * <pre>
 *   commands, teleop ── ControlArbiter ── Authority ─┐
 *   chunk ── ActionChunkBuffer ──────────────────────┼── CommandGuard ── ToolTarget
 *   twist ── TeleopMotion ───────────────────────────┘
 * </pre>
 */
@FunctionalCore
@NullMarked
package dev.fleetrl.robot.control;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
