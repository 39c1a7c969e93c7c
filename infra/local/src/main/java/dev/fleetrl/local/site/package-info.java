/** One machine's site: brokers, services and simulated robots, each a process, started and stopped together. */
@NullMarked
package dev.fleetrl.local.site;

import org.jspecify.annotations.NullMarked;
