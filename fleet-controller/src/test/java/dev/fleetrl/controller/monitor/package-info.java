@NullMarked
package dev.fleetrl.controller.monitor;

import org.jspecify.annotations.NullMarked;
