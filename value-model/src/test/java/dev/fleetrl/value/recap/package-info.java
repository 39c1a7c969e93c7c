@NullMarked
package dev.fleetrl.value.recap;

import org.jspecify.annotations.NullMarked;
