package dev.fleetrl.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CertificateRequestTest {
    /** The second test case of RFC 4231. */
    @Test
    void provesItselfByAnHmac() {
        CertificateRequest asked = CertificateRequest.of("home/r1", "what do ya want for nothing?", "Jefe");

        assertThat(asked.proof()).isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assertThat(asked.isProvenBy("Jefe")).isTrue();
    }

    @Test
    void isProvenByNoOtherSecretAndForNoOtherRequest() {
        CertificateRequest asked = CertificateRequest.of("home/r1", "mine", "secret");

        assertThat(asked.isProvenBy("guess")).isFalse();
        assertThat(new CertificateRequest("home/r1", "another's", asked.proof()).isProvenBy("secret"))
                .isFalse();
        assertThat(new CertificateRequest("home/r1", "mine", "").isProvenBy("secret"))
                .isFalse();
    }

    @Test
    void tellsNobodyTheSecret() throws IOException {
        byte[] sent =
                Codec.JSON.encode(CertificateRequest.class, CertificateRequest.of("home/r1", "mine", "Zk3vGq81xT"));

        assertThat(new String(sent, StandardCharsets.UTF_8)).contains("home/r1").doesNotContain("Zk3vGq81xT");
    }
}
