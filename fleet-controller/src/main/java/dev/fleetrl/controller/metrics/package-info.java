/** Success and throughput with honest intervals; never pooled over tasks, never with assisted episodes as success. */
@FunctionalCore
@NullMarked
package dev.fleetrl.controller.metrics;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
