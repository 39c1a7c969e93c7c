package dev.fleetrl.robot.identity;

import dev.fleetrl.contracts.CertificateRenewal;
import dev.fleetrl.contracts.CertificateRequest;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.IssuedCertificate;
import dev.fleetrl.transport.tls.Pem;
import dev.fleetrl.transport.tls.TlsFolder;
import dev.fleetrl.transport.tls.TlsIdentity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks the controller for a robot's certificates, and lays them where the next connection finds them. */
public final class CertificateDesk {
    private static final int PATIENCE_SECONDS = 10;
    private static final int OK = 200;

    private final Vertx vertx;
    private final URI controller;
    private final HttpClient http;

    /**
     * Of one controller.
     *
     * @param files whom to believe, with {@code https://}
     */
    public CertificateDesk(Vertx vertx, URI controller, TlsFolder files) {
        this.vertx = vertx;
        this.controller = controller;
        http = vertx.createHttpClient(ServerTrust.into(
                new HttpClientOptions()
                        .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS))
                        .setIdleTimeout(PATIENCE_SECONDS)
                        .setIdleTimeoutUnit(TimeUnit.SECONDS),
                controller,
                Optional.of(files)));
    }

    /** What a controller says no with. */
    private record Failure(String error) {}

    /**
     * The first one. The authority that the controller names is believed because the token, which came another way, names it too.
     *
     * @param token from {@code ./fleetrl robot enrol}
     */
    public Future<TlsIdentity> enrol(RobotCertificate robot, String token) {
        String[] parts = token.split("\\.", 3);
        if (parts.length < 3 || parts[0].isEmpty() || !parts[2].equals(robot.name())) {
            return Future.failedFuture(new IllegalArgumentException(
                    "the token is for " + (parts.length < 3 ? "nothing" : parts[2]) + ", not for " + robot.name()
                            + "; copy it whole, or ask for another with ./fleetrl robot enrol"));
        }
        return vertx.executeBlocking(() -> NewKey.make(robot.name()))
                .compose(key -> ask(
                                "/api/v1/certificates",
                                Codec.JSON.encode(
                                        CertificateRequest.class,
                                        CertificateRequest.of(robot.name(), key.request(), parts[0])))
                        .compose(issued -> vertx.executeBlocking(() -> {
                            X509Certificate authority = certificate(issued.authority());
                            if (!TlsIdentity.fingerprint(authority).equals(parts[1])) {
                                throw new IllegalArgumentException(
                                        "what answers at " + controller
                                                + " is not the site that made the token; somebody is between, or the address is wrong");
                            }
                            return keep(robot, key, issued, List.of(authority));
                        })));
    }

    /** The next one, for a new key; the present one vouches for it. */
    public Future<TlsIdentity> renew(RobotCertificate robot) {
        return vertx.executeBlocking(() -> {
                    TlsIdentity present = robot.read();
                    return new Asked(present, NewKey.make(robot.name()));
                })
                .compose(asked -> ask("/api/v1/certificates/renewal", asked.message())
                        .compose(issued -> vertx.executeBlocking(() ->
                                keep(robot, asked.key(), issued, asked.present().authorities()))));
    }

    private record Asked(TlsIdentity present, NewKey key) {
        byte[] message() {
            try {
                byte[] signature = present.sign(key.request().getBytes(StandardCharsets.UTF_8));
                return Codec.JSON.encode(
                        CertificateRenewal.class,
                        new CertificateRenewal(
                                key.request(),
                                Pem.of(present.certificate()),
                                Base64.getEncoder().encodeToString(signature)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Nothing is written that could not be used. */
    private static TlsIdentity keep(
            RobotCertificate robot, NewKey key, IssuedCertificate issued, List<X509Certificate> authorities)
            throws IOException {
        TlsIdentity made =
                new TlsIdentity(key.pair().getPrivate(), List.of(certificate(issued.certificate())), authorities);
        if (!made.isWhole() || !TlsIdentity.commonName(made.certificate()).equals(robot.name())) {
            throw new IllegalArgumentException("the controller's answer is no certificate of " + robot.name());
        }
        TlsFolder files = robot.files();
        Pem.makePrivateFolder(files.folder());
        if (!Files.exists(files.authorities()) || !files.isAuthority(authorities)) {
            StringBuilder text = new StringBuilder();
            authorities.forEach(authority -> text.append(Pem.of(authority)));
            Pem.writePrivately(files.authorities(), text.toString());
        }
        Pem.writePrivately(files.own(), Pem.of(made.certificate()) + Pem.of(made.key()));
        return made;
    }

    private static X509Certificate certificate(String pem) {
        try {
            return Pem.certificates(pem).get(0);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the controller's answer " + e.getMessage(), e);
        }
    }

    private Future<IssuedCertificate> ask(String path, byte[] message) {
        return http.request(HttpMethod.POST, controller.getPort(), controller.getHost(), path)
                .compose(request ->
                        request.putHeader("content-type", "application/json").send(Buffer.buffer(message)))
                .compose(response -> response.body().map(body -> read(response.statusCode(), body)));
    }

    private IssuedCertificate read(int status, Buffer body) {
        try {
            if (status == OK) {
                return Codec.JSON.decode(IssuedCertificate.class, body.getBytes());
            }
            throw new IllegalArgumentException(
                    Codec.JSON.decode(Failure.class, body.getBytes()).error());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "what answers at " + controller + " is no FleetRL controller (" + status + ")", e);
        }
    }
}
