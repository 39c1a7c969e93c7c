@NullMarked
package dev.fleetrl.value.critic;

import org.jspecify.annotations.NullMarked;
