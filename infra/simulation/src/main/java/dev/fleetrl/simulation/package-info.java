/**
 * A simulated workcell: an arm at a table that is looked at by cameras, with a task to do, a scripted expert who can do it,
 * and a scripted human who helps.
 *
 * <pre>
 *   Task ── begin(world, random) ─→ Attempt ─ assess, goal
 *                                      │
 *   command(ToolTarget) ─→ SimulatedCell.advance (20 ms) ─→ arm, proprioception, jpeg, status
 *                                      │ view
 *              ScriptedExpert (step actions)   ScriptedHuman (takes over, drives, hands back)
 * </pre>
 *
 * <p>Everything follows from the task and the seed, to the last bit. Time is what {@code advance} makes of it.
 */
@NullMarked
package dev.fleetrl.simulation;

import org.jspecify.annotations.NullMarked;
