/** One-time tokens. */
@FunctionalCore
@CheckReturnValue
@NullMarked
package dev.fleetrl.controller.identity.token;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
