/** Measures the critic on the simulation; run by hand, see {@link dev.fleetrl.value.critic.probe.CriticProbe}. */
@NullMarked
package dev.fleetrl.value.critic.probe;

import org.jspecify.annotations.NullMarked;
