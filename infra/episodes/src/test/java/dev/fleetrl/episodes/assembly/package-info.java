@NullMarked
package dev.fleetrl.episodes.assembly;

import org.jspecify.annotations.NullMarked;
