@NullMarked
package dev.fleetrl.local.study.report;

import org.jspecify.annotations.NullMarked;
