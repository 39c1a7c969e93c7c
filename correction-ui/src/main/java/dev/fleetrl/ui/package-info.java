/**
 * The page's backend: the built page, one WebSocket a tablet, and the way to the robots and to the controller.
 *
 * <pre>
 *   tablet ──UiCommand──▶ TabletSession ──Command, TeleopCommand──▶ Wire ──▶ robot
 *   tablet ◀──UiEvent─── Outbox ◀─── RobotBoard ◀── birth, connection, state, help ── Wire
 * </pre>
 *
 * <p>It knows who is signed in at which tablet, and nothing of who may move an arm: that is the robot's to decide.
 */
@NullMarked
package dev.fleetrl.ui;

import org.jspecify.annotations.NullMarked;
