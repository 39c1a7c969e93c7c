/**
 * How messages lie in the samples of DDS: plain CDR (OMG DDSI-RTPS 10.2, "XCDR1").
 *
 * <p>Whatever a peer sends is read within the bounds of the sample, or refused with a reason.
 */
@FunctionalCore
@NullMarked
package dev.fleetrl.robot.ros.cdr;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
