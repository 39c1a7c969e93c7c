/**
 * The policy: conditioning, network, training recipes, artefacts and serving. Two processes: the server that answers robots,
 * and the trainer that the controller starts once a round.
 */
@NullMarked
package dev.fleetrl.policy;

import org.jspecify.annotations.NullMarked;
