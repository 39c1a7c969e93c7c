package dev.fleetrl.contracts;

/**
 * A robot's next certificate is asked for, for a new key.
 *
 * @param request as in {@link CertificateRequest}
 * @param certificate that is still valid, in PEM
 * @param signature of the request's text by the key of that certificate, Base64
 */
public record CertificateRenewal(String request, String certificate, String signature) {}
