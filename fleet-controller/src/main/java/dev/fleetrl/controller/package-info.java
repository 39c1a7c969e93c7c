/** The fleet controller: joins its cores to the wires, the files and the clock. */
@NullMarked
package dev.fleetrl.controller;

import org.jspecify.annotations.NullMarked;
