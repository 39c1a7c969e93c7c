package dev.fleetrl.ui.signin;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.ui.people.PendingLogins;
import dev.fleetrl.ui.people.PendingLogins.Login;
import dev.fleetrl.ui.people.Person;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The way to an OpenID provider and back. */
public final class OidcRoutes {
    private static final System.Logger LOG = System.getLogger(OidcRoutes.class.getName());
    private static final String CALLBACK = "/auth/oidc/callback";

    /** Ties the way back to the browser that went. Lax: it must come along from the provider's page. */
    private static final String COOKIE = "fleetrl-login";

    private static final int COOKIE_SECONDS = 600;

    private final Vertx vertx;
    private final SignIn signIn;
    private final LongSupplier millisClock;
    private final OidcProvider provider;
    private final boolean isSecure;
    private final PendingLogins pending = new PendingLogins();

    /**
     * Of one provider.
     *
     * @param address of the page, as people open it
     */
    public OidcRoutes(
            Vertx vertx, SignIn signIn, SignInSettings.ByOidc settings, URI address, LongSupplier millisClock) {
        this.vertx = vertx;
        this.signIn = signIn;
        this.millisClock = millisClock;
        provider = new OidcProvider(settings, address.resolve(CALLBACK));
        isSecure = "https".equals(address.getScheme());
    }

    public void mount(Router router) {
        router.get("/auth/oidc").handler(this::goOut);
        router.get(CALLBACK).handler(this::comeBack);
    }

    private void goOut(RoutingContext routing) {
        String state = SignIn.secret();
        Login login = new Login(SignIn.secret(), SignIn.secret(), SignIn.secret(), millisClock.getAsLong());
        vertx.executeBlocking(() -> provider.begin(state, login), false)
                .onSuccess(there -> {
                    pending.begin(state, login);
                    setCookie(routing, login.browser(), COOKIE_SECONDS);
                    redirect(routing, there.toString());
                })
                .onFailure(cause -> refuse(routing, cause));
    }

    private void comeBack(RoutingContext routing) {
        String error = routing.request().getParam("error");
        String state = String.valueOf(routing.request().getParam("state"));
        String code = String.valueOf(routing.request().getParam("code"));
        Cookie browser = routing.request().getCookie(COOKIE);
        Optional<Login> login =
                pending.comeBack(state, browser == null ? "" : browser.getValue(), millisClock.getAsLong());
        setCookie(routing, "", 0);
        if (login.isEmpty()) {
            refuse(
                    routing,
                    new Refused(
                            Refused.NOT_ALLOWED, "this sign-in was not begun in this browser, or was used already"));
        } else if (error != null) {
            refuse(routing, new Refused(Refused.NOT_ALLOWED, "the provider says " + error));
        } else {
            vertx.executeBlocking(() -> provider.finish(code, login.get()), false)
                    .onSuccess(person -> welcome(routing, person))
                    .onFailure(cause -> refuse(routing, cause));
        }
    }

    private void welcome(RoutingContext routing, Person person) {
        if (Person.mayBeCalled(person.name())) {
            signIn.begin(routing.request(), person);
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
        signIn.refused(
                Optional.empty(),
                why.line() + ", from " + routing.request().remoteAddress().hostAddress());
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
                .addCookie(Cookie.cookie(COOKIE, value)
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
