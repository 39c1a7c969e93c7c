/**
 * From numbered events, as the robots' spools deliver them, to sealed episodes.
 *
 * <pre>
 *   NumberedEvent  →  EpisodeAssembly (one OpenEpisode a robot)  →  Assembled(SealedEpisode, lastNumber)
 * </pre>
 *
 * <p>At-least-once delivery becomes exactly once here, by the number. The same events always make the same episodes.
 */
@FunctionalCore
@NullMarked
package dev.fleetrl.episodes.assembly;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
