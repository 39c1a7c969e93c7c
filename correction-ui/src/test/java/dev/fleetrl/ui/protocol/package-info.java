/** The tablet's messages, pinned. */
@NullMarked
package dev.fleetrl.ui.protocol;

import org.jspecify.annotations.NullMarked;
