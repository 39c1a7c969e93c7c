@NullMarked
package dev.fleetrl.controller.retrain.external;

import org.jspecify.annotations.NullMarked;
