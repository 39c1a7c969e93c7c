package dev.fleetrl.ui.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.fleetrl.ui.people.PendingLogins.Login;
import dev.fleetrl.ui.people.Person;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** An OpenID provider. Its methods block, and find out about it at the first sign-in. */
final class OidcProvider {
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final long FAILURE_MILLIS = 10_000;
    private static final int MOST_BYTES = 1 << 20;
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

    private final SignInSettings.ByOidc settings;
    private final URI callback;
    private final LongSupplier millisClock;
    private @Nullable Known known;
    private @Nullable Refused failure;
    private long failedAtMillis;

    /** What it says of itself, and how its tokens are checked. */
    private record Known(OIDCProviderMetadata metadata, IDTokenValidator validator) {}

    OidcProvider(SignInSettings.ByOidc settings, URI callback, LongSupplier millisClock) {
        this.settings = settings;
        this.callback = callback;
        this.millisClock = millisClock;
    }

    /** Where the browser must go. */
    URI begin(String state, Login login) throws Refused {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope(settings.scopes().toArray(String[]::new)), client(), callback)
                .endpointURI(known().metadata().getAuthorizationEndpointURI())
                .state(new State(state))
                .nonce(new Nonce(login.nonce()))
                .codeChallenge(new CodeVerifier(login.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /** Who has come back with this code. The token must be signed by the issuer, for us, for that nonce, and be valid now. */
    Person finish(String code, Login login) throws Refused {
        try {
            JWT token = exchange(code, login);
            return OidcClaims.person(
                    settings,
                    known().validator()
                            .validate(token, new Nonce(login.nonce()))
                            .toJSONObject());
        } catch (BadJOSEException | JOSEException e) {
            throw new Refused(
                    Refused.NOT_ALLOWED, "the token of " + settings.provider() + " is not valid: " + e.getMessage());
        }
    }

    private JWT exchange(String code, Login login) throws Refused {
        AuthorizationCodeGrant grant =
                new AuthorizationCodeGrant(new AuthorizationCode(code), callback, new CodeVerifier(login.verifier()));
        URI endpoint = known().metadata().getTokenEndpointURI();
        try {
            HTTPRequest request = secret().map(secret ->
                            new TokenRequest.Builder(endpoint, new ClientSecretBasic(client(), secret), grant))
                    .orElseGet(() -> new TokenRequest.Builder(endpoint, client(), grant))
                    .build()
                    .toHTTPRequest();
            request.setConnectTimeout(TIMEOUT_MILLIS);
            request.setReadTimeout(TIMEOUT_MILLIS);
            TokenResponse response = OIDCTokenResponseParser.parse(request.send());
            if (!response.indicatesSuccess()) {
                throw new Refused(
                        Refused.NOT_ALLOWED,
                        settings.provider() + " refuses: "
                                + words(response.toErrorResponse().getErrorObject()));
            }
            return ((OIDCTokenResponse) response.toSuccessResponse())
                    .getOIDCTokens()
                    .getIDToken();
        } catch (ParseException e) {
            throw new Refused(
                    Refused.NOT_ALLOWED, settings.provider() + " answers what is no token: " + e.getMessage());
        } catch (IOException e) {
            throw away(e);
        }
    }

    private static String words(ErrorObject error) {
        return error.getCode() + (error.getDescription() == null ? "" : ", " + error.getDescription());
    }

    /** Who comes right after a failure is told of it at once, and waits for nothing. */
    private synchronized Known known() throws Refused {
        Known found = known;
        Refused last = failure;
        if (found != null) {
            return found;
        }
        if (last != null && millisClock.getAsLong() - failedAtMillis < FAILURE_MILLIS) {
            throw last;
        }
        try {
            found = discover();
            known = found;
            return found;
        } catch (Refused e) {
            failure = e;
            failedAtMillis = millisClock.getAsLong();
            throw e;
        }
    }

    private Known discover() throws Refused {
        Issuer issuer = new Issuer(settings.issuer());
        try {
            OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(issuer, TIMEOUT_MILLIS, TIMEOUT_MILLIS);
            var keys = JWKSourceBuilder.<SecurityContext>create(
                            metadata.getJWKSetURI().toURL(),
                            new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_BYTES))
                    .retrying(true)
                    .build();
            IDTokenValidator validator =
                    new IDTokenValidator(issuer, client(), new JWSVerificationKeySelector<>(ALGORITHMS, keys), null);
            validator.setMaxClockSkew(settings.clockSkewSeconds());
            return new Known(metadata, validator);
        } catch (GeneralException | IOException e) {
            throw away(e);
        }
    }

    private Refused away(Exception cause) {
        return new Refused(
                Refused.PROVIDER_AWAY,
                settings.provider() + " at " + settings.issuer() + " cannot be asked now: " + cause.getMessage());
    }

    private ClientID client() {
        return new ClientID(settings.clientId());
    }

    private Optional<Secret> secret() throws IOException {
        return settings.clientSecretFile().isEmpty()
                ? Optional.empty()
                : Optional.of(new Secret(
                        Files.readString(Path.of(settings.clientSecretFile().get()))
                                .strip()));
    }
}
