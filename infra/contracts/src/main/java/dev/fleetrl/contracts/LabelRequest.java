package dev.fleetrl.contracts;

/** Asks value-model for one label run, on {@code fleetrl.requests}; answered on {@code fleetrl.labels}. */
public record LabelRequest(LabelRunId run, Snapshot snapshot, LabelSettings settings) {}
