/**
 * The value function V(o): how an episode that looks like this goes on, as a distribution over bins.
 *
 * <pre>
 *   observation ─ ObservationEncoder ─ dense ─ layer norm ─ GELU ─ dense ─ GELU ─ dense ─ softmax = p [B, K]
 * </pre>
 *
 * <p>Trained on Monte Carlo returns of whole episodes (π*0.6, Eq. 1): it estimates the behaviour that made the data, which
 * is less optimal than an off-policy Q and far more reliable. Shapes: {@code B} batch, {@code K} bins.
 */
@NullMarked
package dev.fleetrl.value.function;

import org.jspecify.annotations.NullMarked;
