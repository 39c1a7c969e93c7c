@NullMarked
package dev.fleetrl.local.soak;

import org.jspecify.annotations.NullMarked;
