/**
 * The policy: encoder, trunk and a flow-matching expert for action chunks (π0's objective, at a size for two cores).
 */
@NullMarked
package dev.fleetrl.policy.network;

import org.jspecify.annotations.NullMarked;
