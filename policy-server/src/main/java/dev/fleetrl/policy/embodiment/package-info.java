/**
 * What the keys and numbers of other robots' openpi clients and servers mean here, as data: one file an embodiment.
 *
 * <pre>
 *   their frame ─→ Embodiment.observed ─→ our policy ─→ ActionColumns.theirs ─→ their frame      (they ask us)
 *   our question ─→ Embodiment.observation ─→ their server ─→ ActionColumns.ours ─→ our chunk    (we ask them)
 * </pre>
 */
@CheckReturnValue
@FunctionalCore
@NullMarked
package dev.fleetrl.policy.embodiment;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
