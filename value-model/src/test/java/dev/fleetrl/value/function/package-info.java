@NullMarked
package dev.fleetrl.value.function;

import org.jspecify.annotations.NullMarked;
