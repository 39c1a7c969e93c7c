@NullMarked
package dev.fleetrl.ui.people;

import org.jspecify.annotations.NullMarked;
