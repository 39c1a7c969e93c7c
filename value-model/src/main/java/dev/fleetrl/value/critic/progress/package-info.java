/**
 * Progress as VLAC (arXiv 2509.15937) defines it: what a pairwise critic is taught, and what its answers add up to.
 *
 * <pre>
 *   episode ── PairSampler ── MiniGroup, DonePair ── (the critic learns)
 *   c_{i-dt,i} [T] ── ValueRecursion ── v [T] ── ValueOrder: VOC, VROC, NR
 *                                  └──────────── ProgressFilter: which episodes and steps to imitate
 *   done p [T] ── DoneDetector
 * </pre>
 *
 * <p>{@code T} is the index of an episode's last frame, so that it has T + 1 frames; all progress is in units of the whole
 * task, 0 to 1.
 */
@FunctionalCore
@NullMarked
package dev.fleetrl.value.critic.progress;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
