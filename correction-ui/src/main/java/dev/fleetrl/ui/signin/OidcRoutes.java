package dev.fleetrl.ui.signin;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.ui.people.Account;
import dev.fleetrl.ui.people.PendingLogins;
import dev.fleetrl.ui.people.PendingLogins.Login;
import dev.fleetrl.ui.people.Person;
import dev.fleetrl.ui.people.SignInLimit;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** The way to an OpenID provider and back. */
public final class OidcRoutes {
    private static final System.Logger LOG = System.getLogger(OidcRoutes.class.getName());
    private static final String CALLBACK = "/auth/oidc/callback";

    /** Ties the way back to the browser that went. Lax: it must come along from the provider's page. */
    private static final String COOKIE = "fleetrl-login";

    private static final int COOKIE_SECONDS = 600;

    /** What a provider's codes look like; anybody may send anything as one. */
    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,40}");

    private final WorkerExecutor worker;
    private final SignIn signIn;
    private final LongSupplier millisClock;
    private final OidcProvider provider;
    private final boolean isSecure;
    private final PendingLogins pending = new PendingLogins();
    private final SignInLimit limit = new SignInLimit();

    /**
     * Of one provider.
     *
     * @param worker for what takes its time
     * @param address of the page, as people open it
     */
    public OidcRoutes(
            WorkerExecutor worker,
            SignIn signIn,
            SignInSettings.ByOidc settings,
            URI address,
            LongSupplier millisClock) {
        this.worker = worker;
        this.signIn = signIn;
        this.millisClock = millisClock;
        provider = new OidcProvider(settings, address.resolve(CALLBACK), millisClock);
        isSecure = "https".equals(address.getScheme());
    }

    public void mount(Router router) {
        router.get("/auth/oidc").handler(this::goOut);
        router.get(CALLBACK).handler(this::comeBack);
    }

    private void goOut(RoutingContext routing) {
        if ("cross-site".equals(routing.request().getHeader("Sec-Fetch-Site"))) {
            refuse(routing, new Refused(Refused.NOT_ALLOWED, "begin at the page, not at another site"));
            return;
        }
        long now = millisClock.getAsLong();
        String address = signIn.address(routing.request());
        Optional<Long> wait = limit.attempt(address, now);
        if (wait.isPresent()) {
            refuse(routing, new Refused(Refused.TOO_OFTEN, "too many attempts; try again in " + wait.get() + " s"));
            return;
        }
        String state = SignIn.secret();
        Login login =
                new Login(SignIn.secret(), SignIn.secret(), SignIn.secret(), signIn.session(routing.request()), now);
        worker.executeBlocking(() -> provider.begin(state, login), false)
                .onSuccess(there -> {
                    pending.begin(state, login);
                    setCookie(routing, login.browser(), COOKIE_SECONDS);
                    redirect(routing, there.toString());
                })
                .onFailure(cause -> {
                    // It is not their doing that the provider is away.
                    limit.succeeded(address);
                    refuse(routing, cause);
                });
    }

    private void comeBack(RoutingContext routing) {
        String error = routing.request().getParam("error");
        String state = String.valueOf(routing.request().getParam("state"));
        String code = String.valueOf(routing.request().getParam("code"));
        Cookie browser = routing.request().getCookie(SignIn.ofPort(COOKIE, routing.request()));
        Optional<Login> login =
                pending.comeBack(state, browser == null ? "" : browser.getValue(), millisClock.getAsLong());
        setCookie(routing, "", 0);
        if (login.isEmpty()) {
            refuse(
                    routing,
                    new Refused(
                            Refused.NOT_ALLOWED, "this sign-in was not begun in this browser, or was used already"));
        } else if (error != null) {
            String said = ERROR.matcher(error).matches() ? error : "what is no error code";
            refuse(routing, new Refused(Refused.NOT_ALLOWED, "the provider says " + said));
        } else {
            worker.executeBlocking(() -> provider.finish(code, login.get()), false)
                    .onSuccess(person -> welcome(routing, person, login.get()))
                    .onFailure(cause -> refuse(routing, cause));
        }
    }

    private void welcome(RoutingContext routing, Person person, Login login) {
        if (Person.mayBeCalled(person.name())) {
            limit.succeeded(signIn.address(routing.request()));
            signIn.end(login.session(), person.name() + " signed in anew");
            signIn.begin(routing.request(), Account.of(person));
            redirect(routing, "/");
        } else {
            refuse(routing, new Refused(Refused.NOT_ALLOWED, "nobody can be called " + person.name()));
        }
    }

    private void refuse(RoutingContext routing, Throwable cause) {
        Refused why = cause instanceof Refused refused
                ? refused
                : new Refused(500, "the sign-in failed; the log of correction-ui says why");
        if (!(cause instanceof Refused)) {
            LOG.log(WARNING, "sign-in", cause);
        }
        signIn.refused(routing.request(), Optional.empty(), why.line());
        routing.response()
                .setStatusCode(why.status())
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .end("<!doctype html><title>FleetRL</title><p>Not signed in: " + escaped(why.line())
                        + "</p><p><a href=\"/\">Back to the page</a></p>")
                .onFailure(lost -> LOG.log(DEBUG, "answer is lost", lost));
    }

    private void redirect(RoutingContext routing, String where) {
        routing.response()
                .setStatusCode(302)
                .putHeader("Location", where)
                .putHeader("Cache-Control", "no-store")
                .end()
                .onFailure(lost -> LOG.log(DEBUG, "answer is lost", lost));
    }

    private void setCookie(RoutingContext routing, String value, int seconds) {
        routing.response()
                .addCookie(Cookie.cookie(SignIn.ofPort(COOKIE, routing.request()), value)
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.LAX)
                        .setSecure(isSecure)
                        .setPath("/auth/")
                        .setMaxAge(seconds));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
