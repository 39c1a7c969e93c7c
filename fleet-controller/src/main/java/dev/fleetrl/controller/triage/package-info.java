/**
 * The queue of calls for help: who waits, who has claimed it, who holds the robot. The robot decides who holds it; a claim only keeps
 * two people from running for the same one.
 *
 * <pre>
 *   help ────┐
 *   state ───┼─ TriageQueue ─ TriageRecord (log)
 *   claim ───┘      │
 *              allocation.operators ─ HelpTicket ... HelpTicket, most urgent first
 * </pre>
 */
@FunctionalCore
@NullMarked
package dev.fleetrl.controller.triage;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
