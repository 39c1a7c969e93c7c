/**
 * What people say of episodes that are sealed: second opinions, and which episodes to leave out. The files stand as they are.
 *
 * <pre>
 *   Rated, Excluded, Included (log) ─ Review ─ which outcome counts ... snapshots, throughput
 * </pre>
 */
@FunctionalCore
@NullMarked
package dev.fleetrl.controller.review;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
