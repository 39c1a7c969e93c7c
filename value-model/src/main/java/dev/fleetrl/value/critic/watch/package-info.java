/**
 * Watching robots by their progress: when to call for a person, and whether the calls were worth it.
 *
 * <pre>
 *   c about once a second ── ProgressMonitor ── Call: critic-stalled, critic-sliding
 *   calls of whole episodes ── AlarmValue: precision, recall at a budget, beside a random control
 * </pre>
 */
@FunctionalCore
@NullMarked
package dev.fleetrl.value.critic.watch;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
