/** Robots and a broker in memory, to look at the page and to test it without a fleet. */
@NullMarked
package dev.fleetrl.ui.fake;

import org.jspecify.annotations.NullMarked;
