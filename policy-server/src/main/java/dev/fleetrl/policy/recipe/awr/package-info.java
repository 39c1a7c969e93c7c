/**
 * Advantage-weighted regression (Peng et al., 2019), a baseline of π*0.6 (Fig. 11).
 *
 * <pre>  min E [ −w · log π(a | o, l) ],   w = min(exp(A / β), w_max),   for the flow: w · ‖(a − ω) − f‖² </pre>
 */
@NullMarked
package dev.fleetrl.policy.recipe.awr;

import org.jspecify.annotations.NullMarked;
