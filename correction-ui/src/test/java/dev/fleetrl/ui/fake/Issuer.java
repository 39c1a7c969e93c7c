package dev.fleetrl.ui.fake;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A small OpenID provider: lets everybody in as Ada, and signs what a test wants it to. */
public final class Issuer {
    public static final String CLIENT = "fleetrl";
    private static final String SECRET_HEADER = "Basic ZmxlZXRybDpzZWNyZXQ=";

    private final RSAKey key = key();
    private final RSAKey another = key();
    private final Map<String, MultiMap> codes = new ConcurrentHashMap<>();
    private URI uri = URI.create("http://127.0.0.1");

    /** What becomes of a token before it is signed. */
    private volatile UnaryOperator<JWTClaimsSet.Builder> twist = claims -> claims;

    private volatile boolean signsWithAnotherKey;
    private volatile boolean isAway;
    private final AtomicInteger asked = new AtomicInteger();

    /** On any free port. */
    public Future<Issuer> listen(Vertx vertx) {
        return vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .map(HttpServer::actualPort)
                .map(port -> {
                    uri = URI.create("http://127.0.0.1:" + port);
                    return this;
                });
    }

    public URI uri() {
        return uri;
    }

    public void isAway(boolean away) {
        isAway = away;
    }

    /** How often it was asked about itself. */
    public int asked() {
        return asked.get();
    }

    public void twist(UnaryOperator<JWTClaimsSet.Builder> change) {
        twist = change;
    }

    public void signWithAnotherKey() {
        signsWithAnotherKey = true;
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/.well-known/openid-configuration" -> {
                asked.incrementAndGet();
                end(request, isAway ? 503 : 200, metadata());
            }
            case "/keys" -> end(request, 200, new JsonObject(new JWKSet(key.toPublicJWK()).toString()));
            case "/authorize" -> authorize(request);
            case "/token" -> {
                request.setExpectMultipart(true);
                request.end().onSuccess(read -> exchange(request)).onFailure(Throwable::printStackTrace);
            }
            default -> end(request, 404, new JsonObject());
        }
    }

    private JsonObject metadata() {
        return new JsonObject()
                .put("issuer", uri.toString())
                .put("authorization_endpoint", uri + "/authorize")
                .put("token_endpoint", uri + "/token")
                .put("jwks_uri", uri + "/keys")
                .put("response_types_supported", new JsonArray().add("code"))
                .put("subject_types_supported", new JsonArray().add("public"))
                .put("id_token_signing_alg_values_supported", new JsonArray().add("RS256"));
    }

    /** A person would type their password here. */
    private void authorize(HttpServerRequest request) {
        String code = UUID.randomUUID().toString();
        codes.put(code, request.params());
        String back = request.getParam("redirect_uri") + "?code=" + code + "&state=" + request.getParam("state");
        request.response().setStatusCode(302).putHeader("Location", back).end().onFailure(Throwable::printStackTrace);
    }

    private void exchange(HttpServerRequest request) {
        MultiMap asked = codes.remove(String.valueOf(request.getFormAttribute("code")));
        CodeVerifier verifier = new CodeVerifier(request.getFormAttribute("code_verifier"));
        if (asked == null || !fits(request, asked, verifier)) {
            end(request, 400, new JsonObject().put("error", "invalid_grant").put("error_description", "no such code"));
            return;
        }
        end(
                request,
                200,
                new JsonObject()
                        .put("access_token", "opaque")
                        .put("token_type", "Bearer")
                        .put("id_token", token(asked.get("nonce"))));
    }

    private static boolean fits(HttpServerRequest request, MultiMap asked, CodeVerifier verifier) {
        return CodeChallenge.compute(CodeChallengeMethod.S256, verifier)
                        .getValue()
                        .equals(asked.get("code_challenge"))
                && asked.get("redirect_uri").equals(request.getFormAttribute("redirect_uri"))
                && SECRET_HEADER.equals(request.getHeader("Authorization"));
    }

    private String token(String nonce) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(uri.toString())
                .subject("7")
                .audience(CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .claim("nonce", nonce)
                .claim("preferred_username", "ada")
                .claim("realm_access", Map.of("roles", List.of("fleetrl-operator", "something-else")));
        try {
            RSAKey by = signsWithAnotherKey ? another : key;
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    twist.apply(claims).build());
            token.sign(new RSASSASigner(by));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("k1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void end(HttpServerRequest request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.encode())
                .onFailure(Throwable::printStackTrace);
    }
}
