/**
 * The progress critic, after VLAC (arXiv 2509.15937): given two pictures and the instruction, how much of the remaining task
 * lies between them; given one, whether the task is done.
 *
 * <pre>
 *   o_i ── ObservationEncoder ── φ_i ─┐                                          ┌─ softmax over 201 bins ── E = c_{i,j}
 *   o_j ── the same weights ──── φ_j ─┴─ [φ_i, φ_j, φ_j − φ_i (, references)] ───┘
 *   o   ── the same weights ──── φ ───── dense ── σ = p(done)
 * </pre>
 *
 * <p>Pictures and instruction only: what a robot feels would tell the critic which arm it is, and a person's video has none.
 * Trained on demonstrations and unassisted successes that were not slow; measured on episodes that it has not seen, failures
 * among them. Shapes: {@code N} frames, {@code P} pairs, {@code F} features, {@code K} bins, {@code R} reference frames.
 */
@NullMarked
package dev.fleetrl.value.critic;

import org.jspecify.annotations.NullMarked;
