package dev.fleetrl.controller.identity;

import static java.lang.System.Logger.Level.INFO;

import dev.fleetrl.contracts.CertificateRenewal;
import dev.fleetrl.contracts.CertificateRequest;
import dev.fleetrl.contracts.EnrolmentToken;
import dev.fleetrl.contracts.IssuedCertificate;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.controller.identity.token.Tokens;
import dev.fleetrl.transport.access.BrokerAccess;
import dev.fleetrl.transport.tls.Pem;
import dev.fleetrl.transport.tls.TlsIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives robots their certificates: the first for a token that a person has asked for, each next for the one before. Blocks, and is to be called
 * by one thread at a time. The authority is opened when it is first needed; tokens end with the process.
 */
public final class Enrolment {
    private static final System.Logger LOG = System.getLogger(Enrolment.class.getName());
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(15);
    private static final int SECRET_BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SiteId site;
    private final Path folder;
    private final Duration life;
    private final Clock clock;
    private final Tokens tokens = new Tokens(TOKEN_LIFE.toMillis());
    private @Nullable CertificateAuthority opened;

    /**
     * For the robots of one site.
     *
     * @param folder of the authority
     * @param life of a certificate
     */
    public Enrolment(SiteId site, Path folder, Duration life, Clock clock) {
        this.site = site;
        this.folder = folder;
        this.life = life;
        this.clock = clock;
    }

    /** Nobody is told more than that; the log says why. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Refused(String line) {
            super(line, null, false, false);
        }
    }

    /** A new token for a robot, instead of any that it has not used. */
    public EnrolmentToken token(RobotId robot) throws IOException {
        String name = BrokerAccess.name(site, robot);
        if (name.length() > CertificateAuthority.LONGEST_NAME) {
            throw new IllegalArgumentException(name + " is longer than the " + CertificateAuthority.LONGEST_NAME
                    + " characters that a certificate takes; give the robot a shorter id");
        }
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        String fingerprint = TlsIdentity.fingerprint(authority().certificate());
        long end = tokens.add(name, text, clock.millis());
        return new EnrolmentToken(robot, text + "." + fingerprint + "." + name, end);
    }

    public IssuedCertificate enrol(CertificateRequest asked) throws IOException {
        PublicKey key = SigningRequest.key(asked.request());
        if (!tokens.redeem(asked.robot(), asked::isProvenBy, clock.millis())) {
            throw new Refused("the token is unknown, used, or older than " + TOKEN_LIFE.toMinutes()
                    + " minutes; ask for another with ./fleetrl robot enrol");
        }
        return issue(asked.robot(), key);
    }

    public IssuedCertificate renew(CertificateRenewal asked) throws IOException {
        PublicKey key = SigningRequest.key(asked.request());
        X509Certificate present = certificate(asked.certificate());
        String name = TlsIdentity.commonName(present);
        Optional<String> trouble = TlsIdentity.trouble(present, clock.instant());
        if (!authority().hasIssued(present) || !name.startsWith(site + "/")) {
            throw new Refused("the certificate is of no robot of " + site + "; enrol it with ./fleetrl robot enrol");
        }
        if (trouble.isPresent()) {
            throw new Refused(trouble.get() + "; enrol it again with ./fleetrl robot enrol");
        }
        if (!isSigned(asked, present.getPublicKey())) {
            throw new Refused("the request is not signed by the key of " + name);
        }
        return issue(name, key);
    }

    private IssuedCertificate issue(String name, PublicKey key) throws IOException {
        Instant now = clock.instant();
        X509Certificate certificate = authority().certify(name, key, now, life);
        LOG.log(INFO, "{0} has a certificate until {1}", name, now.plus(life));
        return new IssuedCertificate(Pem.of(certificate), Pem.of(authority().certificate()));
    }

    private CertificateAuthority authority() throws IOException {
        CertificateAuthority present = opened;
        if (present == null) {
            present = CertificateAuthority.open(folder, clock.instant());
            opened = present;
        }
        return present;
    }

    private static X509Certificate certificate(String pem) {
        try {
            List<X509Certificate> certificates = Pem.certificates(pem);
            return certificates.get(0);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("certificate " + e.getMessage(), e);
        }
    }

    private static boolean isSigned(CertificateRenewal asked, PublicKey key) {
        try {
            byte[] signature = Base64.getDecoder().decode(asked.signature());
            return TlsIdentity.verifies(key, asked.request().getBytes(StandardCharsets.UTF_8), signature);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
