/**
 * RECAP (π*0.6, "a VLA that learns from experience", Eq. 3): imitate every step, told whether it was an improvement; then
 * ask for improvement.
 *
 * <pre>  min E [ −log π(a | o, l) − α · log π(a | I, o, l) ],   the first term by dropping I in 30 % of the examples </pre>
 */
@NullMarked
package dev.fleetrl.policy.recipe.recap;

import org.jspecify.annotations.NullMarked;
