/** One round of improvement: snapshot, labels, training, warm-up. */
@NullMarked
package dev.fleetrl.controller.retrain;

import org.jspecify.annotations.NullMarked;
