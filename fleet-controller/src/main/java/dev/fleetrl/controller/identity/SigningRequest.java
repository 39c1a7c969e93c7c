package dev.fleetrl.controller.identity;

import dev.fleetrl.transport.tls.Pem;
import java.io.IOException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** A key that somebody wants certified, and proof that they hold its private half. What it says of its owner is not read. */
final class SigningRequest {
    private static final int LEAST_EC_BITS = 256;
    private static final int LEAST_RSA_BITS = 2048;

    private SigningRequest() {}

    /** The key; refuses, in one line, what is no request, does not prove itself, or is too weak. */
    static PublicKey key(String pem) {
        List<byte[]> blocks = Pem.blocks("CERTIFICATE REQUEST", pem);
        if (blocks.size() != 1) {
            throw new IllegalArgumentException("request must hold one CERTIFICATE REQUEST in PEM");
        }
        try {
            JcaPKCS10CertificationRequest request = new JcaPKCS10CertificationRequest(blocks.get(0));
            PublicKey key = request.getPublicKey();
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw new IllegalArgumentException("the request is not signed by the key that it is for");
            }
            if (isWeak(key)) {
                throw new IllegalArgumentException(
                        "the key must be EC of 256 bits or more, or RSA of 2048, not " + key.getAlgorithm());
            }
            return key;
        } catch (IOException
                | OperatorCreationException
                | PKCSException
                | InvalidKeyException
                | NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("the request cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isWeak(PublicKey key) {
        if (key instanceof ECPublicKey ec) {
            return ec.getParams().getOrder().bitLength() < LEAST_EC_BITS;
        }
        return !(key instanceof RSAPublicKey rsa) || rsa.getModulus().bitLength() < LEAST_RSA_BITS;
    }
}
