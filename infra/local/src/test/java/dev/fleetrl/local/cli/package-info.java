@NullMarked
package dev.fleetrl.local.cli;

import org.jspecify.annotations.NullMarked;
