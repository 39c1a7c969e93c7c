/** One trace is one question to a policy: from what the camera saw to what the motors were told. */
@NullMarked
package dev.fleetrl.tracing;

import org.jspecify.annotations.NullMarked;
