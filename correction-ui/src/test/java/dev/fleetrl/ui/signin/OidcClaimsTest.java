package dev.fleetrl.ui.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.ui.people.Person;
import dev.fleetrl.ui.people.Role;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OidcClaimsTest {
    /** As docs/operate.md has it. */
    private static final SignInSettings.ByOidc GOOGLE = new SignInSettings.ByOidc(
            "Google",
            URI.create("https://accounts.google.com"),
            "fleetrl",
            Optional.empty(),
            List.of("openid", "email"),
            "email",
            "email",
            Map.of("ada@example.org", Role.OPERATOR),
            30);

    @Test
    void nameAPersonByTheirEMailAddress() throws Exception {
        assertThat(OidcClaims.person(GOOGLE, Map.of("email", "ada@example.org", "email_verified", true)))
                .isEqualTo(new Person(new OperatorId("ada:example.org"), Set.of(Role.OPERATOR)));
    }

    @Test
    void believeNoAddressThatIsNotVerified() {
        assertThatThrownBy(() -> OidcClaims.person(GOOGLE, Map.of("email", "ada@example.org")))
                .hasMessageContaining("email_verified");
    }
}
