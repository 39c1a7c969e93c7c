@NullMarked
package dev.fleetrl.local.effort;

import org.jspecify.annotations.NullMarked;
