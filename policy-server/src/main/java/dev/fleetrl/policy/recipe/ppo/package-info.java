/**
 * PPO with SPO's constraint on the flow head, the baseline of π*0.6 (App. D, Eq. 11).
 *
 * <pre>
 *   max E [ ρ · A − |A| / (2ε) · (ρ − 1)² ],   ρ = π_θ / π_ref ≈ exp(L_ref − L_θ)
 * </pre>
 *
 * <p>L is the one-step flow-matching loss at the same (η, ω) for both (FPO); see
 * {@code dev.fleetrl.policy.network.PolicyRatio}.
 */
@NullMarked
package dev.fleetrl.policy.recipe.ppo;

import org.jspecify.annotations.NullMarked;
