package dev.fleetrl.local.broker;

import dev.fleetrl.controller.identity.CertificateAuthority;
import dev.fleetrl.transport.tls.Pem;
import dev.fleetrl.transport.tls.TlsFolder;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;

/** Certificates of clients whose name is no file's name. */
final class Certificates {
    private Certificates() {}

    static TlsFolder write(CertificateAuthority issuer, TlsFolder files, String name, Instant now, Duration life)
            throws IOException {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
            Pem.makePrivateFolder(files.folder());
            Pem.writePrivately(files.authorities(), Pem.of(issuer.certificate()));
            Pem.writePrivately(
                    files.own(), Pem.of(issuer.certify(name, pair.getPublic(), now, life)) + Pem.of(pair.getPrivate()));
            return files;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
