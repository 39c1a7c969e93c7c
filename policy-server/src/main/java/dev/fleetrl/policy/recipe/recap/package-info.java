/**
 * RECAP (π*0.6, "a VLA that learns from experience"): imitate every step, told whether it was an improvement; then ask for
 * improvement.
 */
@NullMarked
package dev.fleetrl.policy.recipe.recap;

import org.jspecify.annotations.NullMarked;
