package dev.fleetrl.controller.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.transport.mqtt.MqttSettings;
import dev.fleetrl.transport.tls.TlsFolder;
import dev.fleetrl.transport.tls.TlsFolder.BadIdentity;
import dev.fleetrl.transport.tls.TlsIdentity;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The authority's files, and what a process says of its own. */
class CertificateFilesTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Duration LIFE = Duration.ofDays(30);

    @TempDir
    Path folder;

    private CertificateAuthority authority;
    private TlsFolder files;

    @BeforeEach
    void issue() throws Exception {
        authority = CertificateAuthority.open(folder.resolve("ca"), NOW);
        files = new TlsFolder(folder.resolve("tls"), "fleet-controller");
        assertThat(authority.issue(files, List.of(), NOW, LIFE)).isEqualTo(files.own());
    }

    @Test
    void isTheSameAuthorityAfterARestart() throws Exception {
        CertificateAuthority again = CertificateAuthority.open(folder.resolve("ca"), NOW.plus(LIFE));

        assertThat(again.certificate()).isEqualTo(authority.certificate());
        assertThat(again.hasIssued(files.read().certificate())).isTrue();
    }

    @Test
    void keepsKeysForTheirOwner() throws Exception {
        for (Path file : List.of(files.own(), folder.resolve("ca/ca-key.pem"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("ca"))))
                .isEqualTo("rwx------");
        assertThat(Files.readString(files.authorities())).doesNotContain("KEY");
    }

    @Test
    void namesWhomItIsFor() {
        TlsIdentity own = files.read();

        assertThat(TlsIdentity.commonName(own.certificate())).isEqualTo("fleet-controller");
        assertThat(own.expires()).isEqualTo(NOW.plus(LIFE));
        assertThat(own.trouble(NOW)).isEmpty();
        // Of the 30 days and the 5 minutes before now, two thirds.
        assertThat(own.renewable()).isEqualTo(NOW.plus(Duration.ofDays(20)).minusSeconds(100));
    }

    @Test
    void anExpiredOneIsReadAndRefusedInOneLine() {
        TlsIdentity own = files.read();

        assertThat(own.trouble(NOW.plus(LIFE).plusSeconds(1)))
                .contains("the certificate of fleet-controller expired at 2026-12-30T12:00:00Z");
        assertThatThrownBy(() -> own.requireValid(NOW.plus(LIFE).plusSeconds(1)))
                .isInstanceOf(BadIdentity.class)
                .hasMessageStartingWith("tls: the certificate of fleet-controller expired at 2026-12-30T12:00:00Z")
                .hasMessageContaining("again");
        assertThat(own.trouble(NOW.minus(LIFE)).orElseThrow()).contains("is this clock wrong?");
    }

    @Test
    void saysWhichFileIsMissing() throws Exception {
        Files.delete(files.authorities());
        refuses("there is no file " + files.authorities());
        Files.delete(files.own());
        refuses("there is no file " + files.own());
    }

    @Test
    void saysWhatIsNoCertificateAndWhatIsNoKey() throws Exception {
        String whole = Files.readString(files.own());
        Files.writeString(files.own(), "nonsense");
        refuses(files.own() + " holds no certificate");
        Files.writeString(files.own(), whole.substring(0, whole.indexOf("-----BEGIN PRIVATE")));
        refuses(files.own() + " holds 0 keys");
        Files.write(files.own(), new byte[] {(byte) 0xff, (byte) 0xfe});
        refuses("cannot read " + files.own());
    }

    @Test
    void saysThatKeyAndCertificateDoNotBelongTogether() throws Exception {
        String own = Files.readString(files.own());
        assertThat(authority.issue(files, List.of(), NOW, LIFE)).exists();
        String other = Files.readString(files.own());
        Files.writeString(
                files.own(),
                own.substring(0, own.indexOf("-----BEGIN PRIVATE"))
                        + other.substring(other.indexOf("-----BEGIN PRIVATE")));

        refuses("do not belong together");
    }

    @Test
    void saysThatAnotherAuthorityHasIssuedIt() throws Exception {
        CertificateAuthority stranger = CertificateAuthority.open(folder.resolve("stranger"), NOW);
        Files.copy(folder.resolve("stranger/ca.pem"), files.authorities(), StandardCopyOption.REPLACE_EXISTING);

        refuses("was not issued by " + files.authorities());
        assertThat(stranger.hasIssued(authority.certificate())).isFalse();
    }

    private void refuses(String words) {
        assertThatThrownBy(files::read)
                .isInstanceOf(BadIdentity.class)
                .hasMessageStartingWith("tls: ")
                .hasMessageContaining(words);
    }

    @Test
    void aNameThatIsTooLongIsNotCertified() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> authority.certify(
                        "s/" + "r".repeat(63), authority.certificate().getPublicKey(), NOW, LIFE))
                .withMessageContaining("1 to 64");
    }

    @Test
    void aBrokerWithTlsNeedsCertificatesAndOneWithoutHasNoneToTake() {
        URI secure = URI.create("ssl://broker:8883");
        URI plain = URI.create("tcp://broker:1883");

        assertThat(MqttSettings.of(secure, "c", Optional.of(files)).tls()).contains(files);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MqttSettings.of(secure, "c", Optional.empty()))
                .withMessageContaining("needs the folder");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MqttSettings.of(plain, "c", Optional.of(files)))
                .withMessageContaining("ssl://");
    }
}
