package dev.fleetrl.contracts;

/** Is the control plane there? Retained; without it no new episode starts. {@code false} is the controller's last will. */
public record HostState(boolean online, String session) {}
