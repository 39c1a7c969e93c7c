@NullMarked
package dev.fleetrl.value.critic.human;

import org.jspecify.annotations.NullMarked;
