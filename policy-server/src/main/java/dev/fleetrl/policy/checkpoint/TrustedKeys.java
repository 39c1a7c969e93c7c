package dev.fleetrl.policy.checkpoint;

import dev.fleetrl.transport.tls.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;

/** Whose policies are loaded: those that one of these keys has signed. */
public final class TrustedKeys {
    private final List<PublicKey> keys;

    private TrustedKeys(List<PublicKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /** Fails with one line where a file holds no key. */
    public static TrustedKeys read(List<Path> files) throws IOException {
        List<PublicKey> keys = new ArrayList<>();
        for (Path file : files) {
            List<byte[]> blocks = Pem.blocks(SigningKey.PUBLIC, Files.readString(file));
            if (blocks.isEmpty()) {
                throw new IOException(file + " holds no public key; name a policy-key.pub.pem in serving.trustedKeys");
            }
            for (byte[] block : blocks) {
                keys.add(key(file, block));
            }
        }
        return new TrustedKeys(keys);
    }

    private static PublicKey key(Path file, byte[] der) throws IOException {
        try {
            return KeyFactory.getInstance(SigningKey.ALGORITHM).generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " is no Ed25519 key; name a policy-key.pub.pem in serving.trustedKeys", e);
        }
    }

    /** Whether one of them has signed it. */
    boolean haveSigned(byte[] content, byte[] signature) {
        return keys.stream().anyMatch(key -> hasSigned(key, content, signature));
    }

    private static boolean hasSigned(PublicKey key, byte[] content, byte[] signature) {
        try {
            Signature check = Signature.getInstance(SigningKey.ALGORITHM);
            check.initVerify(key);
            check.update(content);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // no signature at all
        }
    }
}
