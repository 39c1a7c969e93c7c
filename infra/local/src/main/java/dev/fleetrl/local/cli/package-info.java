/** The command line: what a person types, and one clear line when it was wrong. */
@NullMarked
package dev.fleetrl.local.cli;

import org.jspecify.annotations.NullMarked;
