/** Benchmarks: measured, never timed in a test; all reports have one shape. */
@NullMarked
package dev.fleetrl.local.bench;

import org.jspecify.annotations.NullMarked;
