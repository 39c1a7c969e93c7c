/** Tests of what the backend remembers. */
@NullMarked
package dev.fleetrl.ui.board;

import org.jspecify.annotations.NullMarked;
