/**
 * Which robot runs which episode. Decides records and changes only by replaying them.
 *
 * <pre>
 *   request ──┐
 *   assigned ─┼─ replay ─ Allocation ─ decide ─ assigned, given up
 *   sealed ───┘              │
 *                 roster ────┘
 * </pre>
 */
@FunctionalCore
@NullMarked
package dev.fleetrl.controller.allocation;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
