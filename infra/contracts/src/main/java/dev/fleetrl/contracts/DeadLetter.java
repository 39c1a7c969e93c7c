package dev.fleetrl.contracts;

/** A message that nobody could read, kept whole with the reason. */
public record DeadLetter(String topic, String reason, Bytes payload) {}
