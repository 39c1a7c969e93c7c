/** What the controller tells Prometheus of the fleet. */
@NullMarked
package dev.fleetrl.controller.monitor;

import org.jspecify.annotations.NullMarked;
