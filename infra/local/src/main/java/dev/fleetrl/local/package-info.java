/** One machine: the embedded brokers, the whole site and the command line. */
@NullMarked
package dev.fleetrl.local;

import org.jspecify.annotations.NullMarked;
