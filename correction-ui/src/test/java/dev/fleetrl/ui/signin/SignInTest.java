package dev.fleetrl.ui.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {
    @Test
    void believesOnlyWhatTheProxyItselfHasAdded() {
        assertThat(SignIn.forwarded("10.0.0.1", List.of("192.0.2.7"))).isEqualTo("192.0.2.7");
        assertThat(SignIn.forwarded("10.0.0.1", List.of())).isEqualTo("10.0.0.1");
        assertThat(SignIn.forwarded("10.0.0.1", List.of("forged, 192.0.2.7"))).isEqualTo("192.0.2.7");
        assertThat(SignIn.forwarded("10.0.0.1", List.of("forged", "192.0.2.7"))).isEqualTo("192.0.2.7");
    }

    @Test
    void knowsAnAddressInWhicheverWayItIsWritten() {
        assertThat(IpAddress.of("0:0:0:0:0:0:0:1")).isPresent().isEqualTo(IpAddress.of("::1"));
        assertThat(IpAddress.of("10.0.0.1")).isPresent().isNotEqualTo(IpAddress.of("10.0.0.2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "proxy.example.org", "", "10.0.0", "256.1.1.1"})
    void looksNoNameUp(String name) {
        assertThat(IpAddress.of(name)).isEmpty();
    }
}
