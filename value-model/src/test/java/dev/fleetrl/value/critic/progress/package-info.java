@NullMarked
package dev.fleetrl.value.critic.progress;

import org.jspecify.annotations.NullMarked;
