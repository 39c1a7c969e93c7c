/**
 * Conditioning on advantage (π*0.6): the indicator, its dropout in training, and guidance when the policy acts.
 */
@FunctionalCore
@NullMarked
package dev.fleetrl.policy.condition;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
