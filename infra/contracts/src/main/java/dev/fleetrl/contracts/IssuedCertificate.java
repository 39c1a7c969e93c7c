package dev.fleetrl.contracts;

/**
 * Who a robot is to the broker, and whom it should believe; both in PEM.
 *
 * @param authority the certificate of the site's authority
 */
public record IssuedCertificate(String certificate, String authority) {}
