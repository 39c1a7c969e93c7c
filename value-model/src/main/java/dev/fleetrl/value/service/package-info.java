/**
 * value-model as a service: label requests in, side-cars and label records out.
 *
 * <pre>
 *   fleetrl.requests ─ LabelVerticle ─ SnapshotLabelling (episodes → V → labels → side-cars) ─ fleetrl.labels
 * </pre>
 */
@NullMarked
package dev.fleetrl.value.service;

import org.jspecify.annotations.NullMarked;
