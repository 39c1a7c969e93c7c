/** What the people of a fleet spend their time on, and what else they could have done with it. */
@FunctionalCore
@NullMarked
package dev.fleetrl.local.effort;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
