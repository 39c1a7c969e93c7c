/** Tests of the page's backend. */
@NullMarked
package dev.fleetrl.ui;

import org.jspecify.annotations.NullMarked;
