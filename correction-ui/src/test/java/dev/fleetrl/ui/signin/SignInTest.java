package dev.fleetrl.ui.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignInTest {
    private static final Set<String> PROXIES = Set.of("10.0.0.1");

    @Test
    void believesAProxyAloneWhomItAsksFor() {
        assertThat(SignIn.address("10.0.0.1", List.of("192.0.2.7"), PROXIES)).isEqualTo("192.0.2.7");
        assertThat(SignIn.address("192.0.2.9", List.of("192.0.2.7"), PROXIES)).isEqualTo("192.0.2.9");
        assertThat(SignIn.address("10.0.0.1", List.of(), PROXIES)).isEqualTo("10.0.0.1");
    }

    @Test
    void believesOnlyWhatTheProxyItselfHasAdded() {
        assertThat(SignIn.address("10.0.0.1", List.of("forged, 192.0.2.7"), PROXIES))
                .isEqualTo("192.0.2.7");
        assertThat(SignIn.address("10.0.0.1", List.of("forged", "192.0.2.7"), PROXIES))
                .isEqualTo("192.0.2.7");
    }
}
