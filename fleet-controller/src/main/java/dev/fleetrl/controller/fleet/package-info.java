/** The controller as one object, without a clock, a thread or a port of its own: production and simulation drive it alike. */
@NullMarked
package dev.fleetrl.controller.fleet;

import org.jspecify.annotations.NullMarked;
