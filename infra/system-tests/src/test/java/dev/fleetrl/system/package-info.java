/** The whole fleet: its architecture's rules, its story over real brokers, its page in a real browser, and its death by signal. */
@NullMarked
package dev.fleetrl.system;

import org.jspecify.annotations.NullMarked;
