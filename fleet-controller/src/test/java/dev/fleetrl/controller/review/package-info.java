@NullMarked
package dev.fleetrl.controller.review;

import org.jspecify.annotations.NullMarked;
