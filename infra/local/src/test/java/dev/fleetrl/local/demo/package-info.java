@NullMarked
package dev.fleetrl.local.demo;

import org.jspecify.annotations.NullMarked;
