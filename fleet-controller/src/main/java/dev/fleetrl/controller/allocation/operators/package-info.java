/**
 * Which robots get one of the few people who look after many. Pure: time and randomness are arguments, and every score is part of
 * the answer, so that it can be logged and judged later.
 *
 * <pre>
 *   Need ... Need ─ AllocationPolicy.rank ─ Ranked ... Ranked
 *                      │ Lexicographic (CUR), AsaGreedy, Aging around it, RandomArm around that
 * </pre>
 *
 * <p>Hoque et al., Fleet-DAgger (CoRL 2022); Ahmadi et al., supervisor allocation (CoRL 2024).
 */
@FunctionalCore
@NullMarked
package dev.fleetrl.controller.allocation.operators;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
