/** What a tablet and the backend say to each other; pinned by the same lines as the page's own types. */
@FunctionalCore
@NullMarked
package dev.fleetrl.ui.protocol;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
