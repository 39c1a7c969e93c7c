@NullMarked
package dev.fleetrl.local.broker;

import org.jspecify.annotations.NullMarked;
