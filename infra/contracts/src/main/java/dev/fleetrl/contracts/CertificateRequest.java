package dev.fleetrl.contracts;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A robot's first certificate is asked for. The token's secret stays with who asks: a listener could otherwise take it and be the robot.
 *
 * @param robot {@code site/robot}
 * @param request PKCS #10 in PEM, signed by the key that the robot has made and keeps
 * @param proof HMAC-SHA256 of the request's text by the secret of {@link EnrolmentToken}, hexadecimal
 */
public record CertificateRequest(String robot, String request, String proof) {
    /**
     * Asks, and proves that the secret is known.
     *
     * @param secret not empty
     */
    public static CertificateRequest of(String robot, String request, String secret) {
        return new CertificateRequest(robot, request, proof(request, secret));
    }

    /** Whether who asks knows a secret; tells nobody, by its time, how much of the proof is right. */
    public boolean isProvenBy(String secret) {
        return MessageDigest.isEqual(bytes(proof), bytes(proof(request, secret)));
    }

    private static String proof(String request, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(bytes(request)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
