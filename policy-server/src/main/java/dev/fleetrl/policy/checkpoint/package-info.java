/**
 * Policy artefacts: immutable, digested folders that appear whole.
 */
@NullMarked
package dev.fleetrl.policy.checkpoint;

import org.jspecify.annotations.NullMarked;
