@NullMarked
package dev.fleetrl.local.study.plan;

import org.jspecify.annotations.NullMarked;
