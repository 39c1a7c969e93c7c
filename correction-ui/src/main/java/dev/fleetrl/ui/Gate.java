package dev.fleetrl.ui;

import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.ui.people.Person;
import dev.fleetrl.ui.people.Sessions;
import dev.fleetrl.ui.signin.OidcRoutes;
import dev.fleetrl.ui.signin.SignIn;
import dev.fleetrl.ui.signin.SignInRoutes;
import dev.fleetrl.ui.signin.SignInSettings;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Where people and browsers are let in, or not. */
final class Gate {
    private static final int FORBIDDEN = 403;
    private static final int WORKERS = 4;

    private final CorrectionUiConfig config;
    private final List<Consumer<Sessions.Ended>> listeners = new ArrayList<>();
    private final SignIn signIn;
    private final SignInRoutes routes;
    private final Optional<OidcRoutes> oidc;

    Gate(Vertx vertx, CorrectionUiConfig config, LongSupplier millisClock, Audit audit) {
        this.config = config;
        signIn = new SignIn(config.signIn(), millisClock, new Telling(audit));
        // Of its own: whoever signs in waits for files, hashes and providers, and robots must not wait with them.
        WorkerExecutor worker = vertx.createSharedWorkerExecutor("sign-in", WORKERS);
        routes = new SignInRoutes(worker, signIn, config.people(), millisClock);
        oidc = config.people() instanceof SignInSettings.ByOidc settings
                ? config.address().map(address -> new OidcRoutes(worker, signIn, settings, address, millisClock))
                : Optional.empty();
    }

    SignIn signIn() {
        return signIn;
    }

    void onEnd(Consumer<Sessions.Ended> listener) {
        listeners.add(listener);
    }

    void mount(Router router) {
        routes.mount(router);
        oidc.ifPresent(provider -> provider.mount(router));
    }

    /** To be called every second or so. */
    void tick() {
        routes.tick();
    }

    /** A page of another site that is open on the same tablet must not drive a robot. */
    void refuseOtherSites(RoutingContext routing) {
        routing.response()
                .putHeader(
                        "Content-Security-Policy",
                        "default-src 'self'; img-src 'self' blob: data:; style-src 'self' 'unsafe-inline'; "
                                + "frame-ancestors 'none'; base-uri 'none'; form-action 'self'")
                .putHeader("X-Content-Type-Options", "nosniff");
        String origin = routing.request().getHeader(HttpHeaders.ORIGIN);
        String host = routing.request().getHeader(HttpHeaders.HOST);
        if (origin != null && !isOurs(origin, host)) {
            ControllerProxy.answer(
                    routing,
                    FORBIDDEN,
                    "requests from " + origin + " are not allowed here; if people open the page there, set "
                            + "address: " + origin + " in correction-ui.yaml");
        } else if (isByName() && !CorrectionUiConfig.Http.isLoopback(nameOf(host))) {
            // Where a name is enough, another site must not become this one by a name of its own that leads here.
            ControllerProxy.answer(
                    routing,
                    FORBIDDEN,
                    "open the page as http://127.0.0.1; for other names see people in docs/operate.md");
        } else {
            routing.next();
        }
    }

    /** A proxy may name this process as it likes: where people open the page is then known from the configuration alone. */
    private boolean isOurs(String origin, String host) {
        return config.origin()
                .map(origin::equals)
                .orElseGet(() -> origin.equals("http://" + host) || origin.equals("https://" + host));
    }

    private boolean isByName() {
        return config.people() instanceof SignInSettings.ByName;
    }

    private static String nameOf(String host) {
        return host == null ? "" : host.replaceFirst(":\\d+$", "");
    }

    private final class Telling implements SignIn.Witness {
        private final Audit audit;

        Telling(Audit audit) {
            this.audit = audit;
        }

        @Override
        public void cameIn(Person person) {
            audit.keep(person, "sign-in", Optional.empty(), Optional.empty(), Optional.of(true), "");
        }

        @Override
        public void wasRefused(Optional<OperatorId> name, String reason) {
            Person who = name.map(tried -> new Person(tried, Set.of())).orElseGet(() -> Person.somebody(Set.of()));
            audit.keep(who, "sign-in", Optional.empty(), Optional.empty(), Optional.of(false), reason);
        }

        @Override
        public void ended(Sessions.Ended session) {
            listeners.forEach(listener -> listener.accept(session));
            audit.keep(
                    session.person(),
                    "sign-out",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(true),
                    session.reason());
        }
    }
}
