@NullMarked
package dev.fleetrl.value.critic.watch;

import org.jspecify.annotations.NullMarked;
