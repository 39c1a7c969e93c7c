/** What the backend remembers for its tablets: the robots as last heard of, and what a tablet has yet to be sent. */
@FunctionalCore
@NullMarked
package dev.fleetrl.ui.board;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
