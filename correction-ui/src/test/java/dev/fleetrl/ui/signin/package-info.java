@NullMarked
package dev.fleetrl.ui.signin;

import org.jspecify.annotations.NullMarked;
