package dev.fleetrl.transport.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Where a process's certificates lie: {@code ca.pem}, whom it believes, and {@code NAME.pem}, its own certificate with its key.
 *
 * @param name of the process: the robot's id, or the service's name
 */
public record TlsFolder(Path folder, String name) {
    public Path authorities() {
        return folder.resolve("ca.pem");
    }

    /** Certificate and key are one file, so that they are exchanged together. */
    public Path own() {
        return folder.resolve(name + ".pem");
    }

    /**
     * What lies there now, expired or not.
     *
     * @throws BadIdentity of one line, where something is missing or does not fit
     */
    public TlsIdentity read() {
        String text = text(own());
        List<X509Certificate> chain = certificates(own(), text);
        PrivateKey key = key(chain.get(0).getPublicKey().getAlgorithm(), text);
        TlsIdentity identity = new TlsIdentity(key, chain, certificates(authorities(), text(authorities())));
        if (!identity.hasMatchingKey()) {
            throw new BadIdentity("key and certificate in " + own() + " do not belong together; " + remedy());
        }
        if (!identity.isIssuedByItsAuthority()) {
            throw new BadIdentity(own() + " was not issued by " + authorities() + "; " + remedy());
        }
        return identity;
    }

    /** Whether these, and no others, are believed here. */
    public boolean isAuthority(List<X509Certificate> expected) {
        return certificates(authorities(), text(authorities())).equals(expected);
    }

    private String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new BadIdentity("there is no file " + file + "; " + remedy());
        } catch (IOException e) {
            throw new BadIdentity("cannot read " + file + "; it must be a text that this user may read");
        }
    }

    private List<X509Certificate> certificates(Path file, String text) {
        try {
            return Pem.certificates(text);
        } catch (GeneralSecurityException e) {
            throw unusable(file, e);
        }
    }

    private PrivateKey key(String algorithm, String text) {
        try {
            return Pem.key(algorithm, text);
        } catch (GeneralSecurityException e) {
            throw unusable(own(), e);
        }
    }

    private static BadIdentity unusable(Path file, GeneralSecurityException cause) {
        return new BadIdentity(file + " " + cause.getMessage());
    }

    private static String remedy() {
        return "enrol the robot, or issue the service's certificate, again";
    }

    /** A certificate that cannot be used; one line that says why. */
    public static final class BadIdentity extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        BadIdentity(String words) {
            super("tls: " + words);
        }
    }
}
