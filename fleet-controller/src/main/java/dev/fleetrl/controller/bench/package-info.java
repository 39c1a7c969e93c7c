/** Benchmarks of the controller's decisions, for {@code ./fleetrl bench}. */
@NullMarked
package dev.fleetrl.controller.bench;

import org.jspecify.annotations.NullMarked;
