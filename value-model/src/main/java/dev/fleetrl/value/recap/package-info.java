/**
 * RECAP's labelling: from outcomes and values to the improvement indicator that conditions the policy.
 *
 * <pre>
 *   outcome ── NormalisedReturn ── g [T] ─┐
 *                                         ├─ NStepAdvantage ── A [T] ── TaskThreshold ε ── ImprovementIndicator I [T]
 *   ValueBins p [T, 201] ──────── V [T] ──┘
 * </pre>
 *
 * <p>{@code LabelRun} goes through all of it. Paper: π*0.6, "a VLA that learns from experience". {@code T} counts the steps
 * of one episode. Relabelling with another ε needs no value function: everything here starts from values.
 */
@FunctionalCore
@NullMarked
package dev.fleetrl.value.recap;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
