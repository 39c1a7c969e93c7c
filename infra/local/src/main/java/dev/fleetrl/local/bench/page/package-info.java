/** Measures the page as a person has it: a real site, and a real browser that a script of the page's own drives. */
@NullMarked
package dev.fleetrl.local.bench.page;

import org.jspecify.annotations.NullMarked;
