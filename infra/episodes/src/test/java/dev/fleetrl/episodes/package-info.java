@NullMarked
package dev.fleetrl.episodes;

import org.jspecify.annotations.NullMarked;
