@NullMarked
package dev.fleetrl.local.bench.page;

import org.jspecify.annotations.NullMarked;
