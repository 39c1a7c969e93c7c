@NullMarked
package dev.fleetrl.local.study.virtual;

import org.jspecify.annotations.NullMarked;
