/**
 * Conditioning on advantage (π*0.6): the indicator, its dropout in training, and guidance when the policy acts; and on what the
 * robot is about to do already (real-time chunking).
 */
@FunctionalCore
@NullMarked
package dev.fleetrl.policy.condition;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
