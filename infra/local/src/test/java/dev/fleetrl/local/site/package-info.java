@NullMarked
package dev.fleetrl.local.site;

import org.jspecify.annotations.NullMarked;
