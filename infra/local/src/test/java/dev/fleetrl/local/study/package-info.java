@NullMarked
package dev.fleetrl.local.study;

import org.jspecify.annotations.NullMarked;
