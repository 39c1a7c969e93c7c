package dev.fleetrl.robot.identity;

import dev.fleetrl.transport.tls.TlsFolder;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Whom a robot believes that it calls by {@code https://} or {@code wss://}: who shows a certificate for that host of an authority in its folder. */
public final class ServerTrust {
    private static final Set<String> ENCRYPTED = Set.of("https", "wss");

    private ServerTrust() {}

    public static boolean isEncrypted(URI server) {
        return ENCRYPTED.contains(String.valueOf(server.getScheme()));
    }

    /**
     * The same options, with encryption where the address asks for it.
     *
     * @param tls must be there for such an address
     */
    public static <O extends ClientOptionsBase> O into(O options, URI server, Optional<TlsFolder> tls) {
        if (isEncrypted(server)) {
            Path authorities = tls.orElseThrow(() -> new IllegalArgumentException(server + " needs tls"))
                    .authorities();
            options.setSsl(true).setTrustOptions(new PemTrustOptions().addCertPath(authorities.toString()));
        }
        return options;
    }
}
