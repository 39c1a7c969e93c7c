/**
 * A version that nobody is served yet, held against the one that answers.
 */
@FunctionalCore
@NullMarked
package dev.fleetrl.policy.shadow;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
