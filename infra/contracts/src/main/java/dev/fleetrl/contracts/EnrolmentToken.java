package dev.fleetrl.contracts;

/**
 * Lets one robot ask for its first certificate, once.
 *
 * @param token a secret that is not sent on, the SHA-256 of the site's authority, and {@code site/robot}, with dots between
 */
public record EnrolmentToken(RobotId robot, String token, long expiresAtMillis) {}
