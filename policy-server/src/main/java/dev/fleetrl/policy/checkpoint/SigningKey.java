package dev.fleetrl.policy.checkpoint;

import dev.fleetrl.transport.tls.Pem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;

/**
 * With which whoever writes policies signs them: Ed25519. It lies in {@code policy-key.pem} of a site's identity folder, which
 * nobody else may read; {@code policy-key.pub.pem}, for all, is what policy servers trust.
 */
public final class SigningKey {
    static final String ALGORITHM = "Ed25519";
    static final String PUBLIC = "PUBLIC KEY";
    private static final String KEY = "policy-key.pem";
    private static final String LOCK = "policy-key.lock";

    private final PrivateKey key;

    private SigningKey(PrivateKey key) {
        this.key = key;
    }

    /** Where a site's key lies below its data folder. */
    public static Path folder(Path data) {
        return data.resolve("identity");
    }

    /** What policy servers of a site trust. */
    public static Path publicKey(Path data) {
        return folder(data).resolve("policy-key.pub.pem");
    }

    /** The key below a data folder, made there if there is none yet. */
    public static synchronized SigningKey open(Path data) throws IOException {
        Pem.makePrivateFolder(folder(data));
        Path file = folder(data).resolve(KEY);
        try (FileChannel channel = FileChannel.open(
                        folder(data).resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            if (held.isValid() && !Files.exists(file)) {
                make(data, file);
            }
            return new SigningKey(Pem.key(ALGORITHM, Files.readString(file)));
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    file + " is no Ed25519 key (" + e.getMessage() + "); restore it, or move it away for a new one", e);
        }
    }

    /** The public half first: where the power fails in between, another pair is made. */
    private static void make(Path data, Path file) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        Path beside = folder(data).resolve("policy-key.pub.new");
        Files.writeString(beside, Pem.block(PUBLIC, pair.getPublic().getEncoded()), StandardCharsets.US_ASCII);
        Files.move(beside, publicKey(data), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Pem.writePrivately(file, Pem.of(pair.getPrivate()));
    }

    byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK from 15 on has Ed25519", e);
        }
    }
}
