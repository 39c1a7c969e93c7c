/**
 * Serving: openpi's protocol over a WebSocket, observations batched, versions swapped while others run.
 */
@NullMarked
package dev.fleetrl.policy.serving;

import org.jspecify.annotations.NullMarked;
