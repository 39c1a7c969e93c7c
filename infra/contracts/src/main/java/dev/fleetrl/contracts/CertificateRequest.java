package dev.fleetrl.contracts;

/**
 * A robot's first certificate is asked for.
 *
 * @param token of {@link EnrolmentToken}
 * @param request PKCS #10 in PEM, signed by the key that the robot has made and keeps
 */
public record CertificateRequest(String token, String request) {
    /** Without the token, which is a secret until it is used. */
    @Override
    public String toString() {
        return "CertificateRequest[" + request + "]";
    }
}
