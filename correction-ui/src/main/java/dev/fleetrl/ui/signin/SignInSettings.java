package dev.fleetrl.ui.signin;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.fleetrl.ui.people.Role;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How people sign in. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SignInSettings.ByName.class, name = "name"),
    @JsonSubTypes.Type(value = SignInSettings.ByFile.class, name = "file"),
    @JsonSubTypes.Type(value = SignInSettings.ByOidc.class, name = "oidc")
})
public sealed interface SignInSettings {
    /** Whoever sits at this machine says who they are, and may do everything. */
    record ByName() implements SignInSettings {}

    /**
     * Local users.
     *
     * @param file see {@link PeopleFile}
     */
    record ByFile(String file) implements SignInSettings {}

    /**
     * An OpenID provider, by the authorization-code flow with PKCE.
     *
     * @param provider what people call it
     * @param issuer as its tokens name it; its keys and addresses are found below {@code /.well-known/}
     * @param clientSecretFile none for a public client
     * @param nameClaim what stands in every step that this person corrects
     * @param rolesClaim a word or a list; dots lead into objects, as in {@code realm_access.roles}
     * @param roles what a value of that claim makes of somebody
     * @param clockSkewSeconds how far the provider's clock may be off
     */
    record ByOidc(
            String provider,
            URI issuer,
            String clientId,
            Optional<String> clientSecretFile,
            List<String> scopes,
            String nameClaim,
            String rolesClaim,
            Map<String, Role> roles,
            int clockSkewSeconds)
            implements SignInSettings {
        private static final int MOST_SKEW_SECONDS = 300;

        public ByOidc {
            scopes = List.copyOf(scopes);
            roles = Map.copyOf(roles);
            if (!scopes.contains("openid")) {
                throw new IllegalArgumentException("people.scopes must have openid");
            }
            boolean isHere = Set.of("127.0.0.1", "localhost", "[::1]").contains(String.valueOf(issuer.getHost()));
            if (!"https".equals(issuer.getScheme()) && !isHere) {
                throw new IllegalArgumentException("people.issuer must begin with https://, not " + issuer
                        + ": by http anybody on the way can be anybody");
            }
            if (clockSkewSeconds < 0 || clockSkewSeconds > MOST_SKEW_SECONDS) {
                throw new IllegalArgumentException("people.clockSkewSeconds must be 0 to " + MOST_SKEW_SECONDS);
            }
        }
    }
}
