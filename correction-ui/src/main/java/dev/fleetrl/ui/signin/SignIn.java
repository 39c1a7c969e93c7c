package dev.fleetrl.ui.signin;

import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.ui.people.Account;
import dev.fleetrl.ui.people.FailedSignIns;
import dev.fleetrl.ui.people.Person;
import dev.fleetrl.ui.people.Role;
import dev.fleetrl.ui.people.Sessions;
import dev.fleetrl.ui.protocol.UiEvent;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** Who is behind a request: from the session alone, never from what the request says. Belongs to one event loop. */
public final class SignIn {
    static final Set<Role> ALL_ROLES = Set.of(Role.values());
    private static final String COOKIE = "fleetrl-session";
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom LOTS = new SecureRandom();

    private final Settings settings;
    private final LongSupplier millisClock;
    private final Witness witness;
    private final Sessions sessions;
    private final FailedSignIns failed = new FailedSignIns();

    /**
     * How people come in, and for how long.
     *
     * @param isSecure whether browsers reach the page by https
     * @param proxies are believed when they say whom they ask for
     */
    public record Settings(SignInSettings people, Sessions.Limits limits, boolean isSecure, Set<InetAddress> proxies) {}

    /** Is told who comes and goes. */
    public interface Witness {
        void cameIn(Person person);

        /**
         * Somebody tried and failed.
         *
         * @param name none where nobody is known to have the one that was typed: it may be a password
         */
        void wasRefused(Optional<OperatorId> name, String reason);

        void ended(Sessions.Ended session);
    }

    public SignIn(Settings settings, LongSupplier millisClock, Witness witness) {
        this.settings = settings;
        this.millisClock = millisClock;
        this.witness = witness;
        sessions = new Sessions(settings.limits());
    }

    /** What the page says to whoever is not signed in. */
    public UiEvent.SignIn way() {
        if (settings.people() instanceof SignInSettings.ByOidc oidc) {
            return new UiEvent.SignIn("oidc", Optional.of(oidc.provider()));
        }
        return new UiEvent.SignIn(isByName() ? "name" : "file", Optional.empty());
    }

    public Optional<String> session(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(cookie(request))).map(Cookie::getValue);
    }

    /** Who is signed in, if anybody. */
    public Optional<Person> who(Optional<String> session) {
        return session.flatMap(id -> sessions.find(id, millisClock.getAsLong()));
    }

    /** At a tablet: whoever is not signed in may look on and stop a robot, where people come in by name. */
    public Person atTablet(Optional<String> session) {
        return who(session).orElseGet(() -> Person.somebody(isByName() ? Set.of(Role.VIEWER) : Set.of()));
    }

    /** At the API: scripts of this machine need not sign in, where people come in by name. */
    public Person atApi(HttpServerRequest request) {
        return who(session(request)).orElseGet(() -> Person.somebody(isByName() ? ALL_ROLES : Set.of()));
    }

    /** Its person did something. */
    public void use(Optional<String> session) {
        session.ifPresent(id -> sessions.use(id, millisClock.getAsLong()));
    }

    /** Ends what is over; to be called a few times a second. */
    public void tick() {
        sessions.expire(millisClock.getAsLong()).forEach(witness::ended);
        failed.over(millisClock.getAsLong())
                .forEach((address, more) ->
                        witness.wasRefused(Optional.empty(), more + " more within a minute, from " + address));
    }

    /** Where a request comes from, as far as it can be known. */
    String address(HttpServerRequest request) {
        String peer = String.valueOf(request.remoteAddress().hostAddress());
        boolean isProxy =
                IpAddress.of(peer).filter(settings.proxies()::contains).isPresent();
        return isProxy ? forwarded(peer, request.headers().getAll("X-Forwarded-For")) : peer;
    }

    /** A stranger may say what they like, and a proxy adds what it saw. */
    static String forwarded(String peer, List<String> forwarded) {
        if (forwarded.isEmpty()) {
            return peer;
        }
        String all = forwarded.get(forwarded.size() - 1);
        return all.substring(all.lastIndexOf(',') + 1).strip();
    }

    boolean isByName() {
        return settings.people() instanceof SignInSettings.ByName;
    }

    /** A new session each time: one that somebody else may have laid into this browser is worth nothing. */
    void begin(HttpServerRequest request, Account account) {
        Person person = account.person();
        end(request, person.name() + " signed in anew");
        String id = secret();
        sessions.begin(id, account, millisClock.getAsLong());
        sessions.endOthers(id, person).forEach(witness::ended);
        setCookie(request, id, Duration.ofHours(settings.limits().hours()));
        witness.cameIn(person);
    }

    void end(HttpServerRequest request, String reason) {
        end(session(request), reason);
        setCookie(request, "", Duration.ZERO);
    }

    void end(Optional<String> session, String reason) {
        session.flatMap(id -> sessions.end(id, reason)).ifPresent(witness::ended);
    }

    void refused(HttpServerRequest request, Optional<OperatorId> name, String reason) {
        String address = address(request);
        if (failed.isTold(address, millisClock.getAsLong())) {
            witness.wasRefused(name, reason + ", from " + address);
        }
    }

    void keepOnly(Map<OperatorId, Account> people) {
        sessions.keepOnly(people).forEach(witness::ended);
    }

    private static String cookie(HttpServerRequest request) {
        return ofPort(COOKIE, request);
    }

    /** Browsers give cookies of one port to all others of the machine; two sites must not sign each other's people out. */
    static String ofPort(String cookie, HttpServerRequest request) {
        return cookie + "-" + request.localAddress().port();
    }

    private void setCookie(HttpServerRequest request, String value, Duration life) {
        request.response()
                .addCookie(Cookie.cookie(cookie(request), value)
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.STRICT)
                        .setSecure(settings.isSecure())
                        .setPath("/")
                        .setMaxAge(life.toSeconds()));
    }

    /** Nobody guesses it. */
    static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        LOTS.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
