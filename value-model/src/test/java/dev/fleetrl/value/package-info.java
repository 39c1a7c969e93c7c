@NullMarked
package dev.fleetrl.value;

import org.jspecify.annotations.NullMarked;
