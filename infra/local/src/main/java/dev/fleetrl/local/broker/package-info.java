/**
 * The brokers in this process, for a site on one machine and for tests. The only code that knows the brokers' internal
 * classes, whose versions are pinned.
 */
@NullMarked
package dev.fleetrl.local.broker;

import org.jspecify.annotations.NullMarked;
