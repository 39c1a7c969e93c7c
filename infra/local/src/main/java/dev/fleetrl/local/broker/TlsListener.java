package dev.fleetrl.local.broker;

import dev.fleetrl.local.UserError;
import dev.fleetrl.transport.tls.Pem;
import dev.fleetrl.transport.tls.TlsFolder;
import dev.fleetrl.transport.tls.TlsIdentity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.UUID;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;

/**
 * Where the embedded broker listens with TLS, for whoever has a certificate.
 *
 * @param host of this machine, or 0.0.0.0
 * @param files the broker's own certificate, and the authority
 */
public record TlsListener(String host, int port, TlsFolder files) {
    /** Artemis reads key stores, so the PEM files are kept in two of them, under a password that is thrown away with the process. */
    void addTo(ConfigurationImpl config, Path folder) {
        TlsIdentity own = files.read().requireValid(Instant.now());
        String password = UUID.randomUUID().toString();
        try {
            Pem.makePrivateFolder(folder);
            Path keys = write(own.keyStore(password.toCharArray()), folder.resolve("own.p12"), password);
            Path trust = write(own.trustStore(), folder.resolve("ca.p12"), password);
            config.setSecurityEnabled(true);
            config.addAcceptorConfiguration(
                    "mqtts",
                    "tcp://" + host + ":" + port
                            + "?protocols=MQTT;remotingThreads=2;sslEnabled=true;needClientAuth=true;enabledProtocols=TLSv1.3,TLSv1.2;"
                            + "securityDomain=certificates;keyStoreType=PKCS12;trustStoreType=PKCS12"
                            + ";keyStorePath=" + keys + ";keyStorePassword=" + password
                            + ";trustStorePath=" + trust + ";trustStorePassword=" + password);
        } catch (Exception e) {
            throw new UserError("the MQTT broker cannot listen with TLS: " + e.getMessage(), e);
        }
    }

    private static Path write(KeyStore store, Path file, String password) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return file.toAbsolutePath();
    }
}
