/**
 * What the trainer reads: sealed episodes and their labels, in memory, sampled by who acted.
 */
@NullMarked
package dev.fleetrl.policy.data;

import org.jspecify.annotations.NullMarked;
