package dev.fleetrl.controller.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.CertificateRenewal;
import dev.fleetrl.contracts.CertificateRequest;
import dev.fleetrl.contracts.IssuedCertificate;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.transport.tls.Pem;
import dev.fleetrl.transport.tls.TlsIdentity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentTest {
    private static final RobotId R1 = new RobotId("r1");
    private static final Duration LIFE = Duration.ofDays(30);

    @TempDir
    Path folder;

    private final Time time = new Time();
    private Enrolment enrolment;

    private static final class Time extends Clock {
        private Instant now = Instant.parse("2026-11-30T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void open() {
        enrolment = new Enrolment(new SiteId("home"), folder.resolve("identity"), LIFE, time);
    }

    private static KeyPair key(String algorithm, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    /** It asks to be called something else, which counts for nothing. */
    private static String request(KeyPair of, KeyPair signer) throws Exception {
        byte[] request = new JcaPKCS10CertificationRequestBuilder(
                        new X500Principal("CN=fleet-controller"), of.getPublic())
                .build(new JcaContentSignerBuilder("SHA256with"
                                + (signer.getPrivate().getAlgorithm().equals("EC") ? "ECDSA" : "RSA"))
                        .build(signer.getPrivate()))
                .getEncoded();
        return Pem.block("CERTIFICATE REQUEST", request);
    }

    private static CertificateRequest asked(String token, String request) {
        return CertificateRequest.of(
                token.substring(token.lastIndexOf('.') + 1), request, token.substring(0, token.indexOf('.')));
    }

    private X509Certificate enrol(KeyPair key) throws Exception {
        String token = enrolment.token(R1).token();
        IssuedCertificate issued = enrolment.enrol(asked(token, request(key, key)));
        return Pem.certificates(issued.certificate()).get(0);
    }

    private static CertificateRenewal renewal(KeyPair next, X509Certificate present, KeyPair signer) throws Exception {
        String request = request(next, next);
        byte[] signature = new TlsIdentity(signer.getPrivate(), List.of(present), List.of(present))
                .sign(request.getBytes(StandardCharsets.UTF_8));
        return new CertificateRenewal(
                request, Pem.of(present), Base64.getEncoder().encodeToString(signature));
    }

    @Test
    void certifiesTheNameOfTheTokenAndNotOfTheRequest() throws Exception {
        KeyPair key = key("EC", 256);

        X509Certificate certificate = enrol(key);

        assertThat(TlsIdentity.commonName(certificate)).isEqualTo("home/r1");
        assertThat(certificate.getPublicKey()).isEqualTo(key.getPublic());
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(time.now.plus(LIFE));
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void aTokenIsForOneRobotOnceAndEnds() throws Exception {
        KeyPair key = key("EC", 256);
        KeyPair other = key("EC", 256);
        String request = request(key, key);
        String token = enrolment.token(R1).token();

        refuses(() -> enrolment.enrol(asked(token.replace("home/r1", "home/r2"), request)), "token");
        refuses(() -> enrolment.enrol(asked("guess." + token, request)), "token");
        refuses(
                () -> enrolment.enrol(new CertificateRequest(
                        "home/r1", request(other, other), asked(token, request).proof())),
                "token");
        assertThat(enrolment.enrol(asked(token, request)).certificate()).startsWith("-----BEGIN CERTIFICATE");
        refuses(() -> enrolment.enrol(asked(token, request)), "token");

        String late = enrolment.token(R1).token();
        time.now = time.now.plusSeconds(901);
        refuses(() -> enrolment.enrol(asked(late, request)), "token");
    }

    @Test
    void aKeyMustBeHeldAndStrong() throws Exception {
        KeyPair key = key("EC", 256);
        KeyPair weak = key("RSA", 1024);
        String token = enrolment.token(R1).token();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> enrolment.enrol(asked(token, request(key, key("EC", 256)))))
                .withMessageContaining("not signed by the key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> enrolment.enrol(asked(token, request(weak, weak))))
                .withMessageContaining("RSA of 2048");
        assertThat(enrolment.enrol(asked(token, request(key, key))).authority())
                .as("a request that cannot be read does not use the token up")
                .isNotEmpty();
    }

    @Test
    void renewsForWhoHoldsTheKeyOfAValidCertificate() throws Exception {
        KeyPair key = key("EC", 256);
        KeyPair next = key("EC", 256);
        X509Certificate present = enrol(key);
        time.now = time.now.plus(Duration.ofDays(20));

        X509Certificate renewed = Pem.certificates(
                        enrolment.renew(renewal(next, present, key)).certificate())
                .get(0);

        assertThat(TlsIdentity.commonName(renewed)).isEqualTo("home/r1");
        assertThat(renewed.getPublicKey()).isEqualTo(next.getPublic());
        assertThat(renewed.getNotAfter().toInstant()).isEqualTo(time.now.plus(LIFE));
        refuses(() -> enrolment.renew(renewal(next, present, next)), "not signed by the key of home/r1");
        time.now = time.now.plus(LIFE);
        refuses(() -> enrolment.renew(renewal(next, present, key)), "expired");
    }

    @Test
    void renewsNoServiceNoOtherSiteAndNoStranger() throws Exception {
        CertificateAuthority own = CertificateAuthority.open(folder.resolve("identity"), time.now);
        CertificateAuthority stranger = CertificateAuthority.open(folder.resolve("stranger"), time.now);
        KeyPair key = key("EC", 256);
        for (X509Certificate present : List.of(
                own.certify("fleet-controller", key.getPublic(), time.now, LIFE),
                own.certify("elsewhere/r1", key.getPublic(), time.now, LIFE),
                stranger.certify("home/r1", key.getPublic(), time.now, LIFE))) {
            refuses(() -> enrolment.renew(renewal(key("EC", 256), present, key)), "of no robot of home");
        }
    }

    private static void refuses(ThrowingCallable call, String words) {
        assertThatThrownBy(call).isInstanceOf(Enrolment.Refused.class).hasMessageContaining(words);
    }
}
