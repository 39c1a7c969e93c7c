/** Trainers that are not FleetRL's: a command, or a Job of a Kubernetes cluster; docs/external-trainers.md is their contract. */
@NullMarked
package dev.fleetrl.controller.retrain.external;

import org.jspecify.annotations.NullMarked;
