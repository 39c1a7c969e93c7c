package dev.fleetrl.ui.signin;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.ui.people.Account;
import dev.fleetrl.ui.people.Person;
import dev.fleetrl.ui.people.SignInLimit;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** {@code /auth/*}: where people come in and go out. */
public final class SignInRoutes {
    private static final System.Logger LOG = System.getLogger(SignInRoutes.class.getName());
    private static final int MOST_BYTES = 4_096;
    private static final long COMPLAIN_MILLIS = 60_000;
    private static final long HUNG_MILLIS = 10_000;

    private final WorkerExecutor worker;
    private final SignIn signIn;
    private final LongSupplier millisClock;
    private final SignInLimit limit = new SignInLimit();
    private final Optional<LocalUsers> users;
    private long complainedAtMillis;
    private long lookingSinceMillis;

    /** What a browser asks with. */
    record Attempt(String name, Optional<String> password) {}

    record Welcome(OperatorId operator, List<String> roles) {}

    record Refusal(String error) {}

    /** @param worker for what takes its time */
    public SignInRoutes(WorkerExecutor worker, SignIn signIn, SignInSettings settings, LongSupplier millisClock) {
        this.worker = worker;
        this.signIn = signIn;
        this.millisClock = millisClock;
        users = settings instanceof SignInSettings.ByFile file
                ? Optional.of(new LocalUsers(Path.of(file.file())))
                : Optional.empty();
    }

    public void mount(Router router) {
        router.post("/auth/sign-in")
                .handler(BodyHandler.create(false).setBodyLimit(MOST_BYTES))
                .handler(this::comeIn);
        router.post("/auth/sign-out").handler(routing -> {
            signIn.end(routing.request(), "signed out");
            routing.response().setStatusCode(204).end().onFailure(SignInRoutes::lost);
        });
    }

    /** Ends the sessions of people who were taken out of the file; to be called every second or so. */
    public void tick() {
        long now = millisClock.getAsLong();
        if (lookingSinceMillis > 0) { // a disk that hangs must not take all workers
            if (now - lookingSinceMillis > HUNG_MILLIS) {
                complain(new IOException("the disk does not answer"));
            }
            return;
        }
        users.ifPresent(file -> {
            lookingSinceMillis = now;
            worker.executeBlocking(file::people, false)
                    .onSuccess(signIn::keepOnly)
                    .onFailure(this::complain)
                    .onComplete(looked -> lookingSinceMillis = 0);
        });
    }

    /** Again and again, but not every second: until it is mended, whoever was taken out stays in. */
    private void complain(Throwable cause) {
        long now = millisClock.getAsLong();
        if (now - COMPLAIN_MILLIS >= complainedAtMillis) {
            complainedAtMillis = now;
            LOG.log(
                    WARNING,
                    "the file of people cannot be read; who is signed in stays so, whoever was taken out: " + cause);
        }
    }

    private void comeIn(RoutingContext routing) {
        Optional<OperatorId> name = Optional.empty();
        try {
            Buffer body = routing.body().buffer();
            Attempt attempt = Codec.JSON.decode(Attempt.class, body == null ? new byte[0] : body.getBytes());
            name = Optional.of(new OperatorId(attempt.name()));
            comeIn(routing, name.get(), attempt.password().orElse(""));
        } catch (IOException | IllegalArgumentException e) {
            refuse(routing, name, new Refused(Refused.WRONG_REQUEST, firstLine(e)));
        } catch (Refused e) {
            refuse(routing, name, e);
        }
    }

    private void comeIn(RoutingContext routing, OperatorId name, String password) throws Refused {
        if (!Person.mayBeCalled(name)) {
            throw new Refused(Refused.WRONG_REQUEST, "nobody can be called " + name);
        }
        account(name, password, signIn.address(routing.request()))
                .onSuccess(account -> welcome(routing, account))
                .onFailure(cause -> refuse(routing, Optional.of(name), asRefused(cause)));
    }

    private Future<Account> account(OperatorId name, String password, String address) throws Refused {
        if (signIn.isByName()) {
            return Future.succeededFuture(Account.of(new Person(name, SignIn.ALL_ROLES)));
        }
        LocalUsers file =
                users.orElseThrow(() -> new Refused(Refused.WRONG_REQUEST, "here people sign in at their provider"));
        Optional<Long> wait = limit.attempt(name.value(), address, millisClock.getAsLong());
        if (wait.isPresent()) {
            throw new Refused(Refused.TOO_OFTEN, "too many attempts; try again in " + wait.get() + " s");
        }
        return worker.executeBlocking(() -> file.check(name, password), false)
                .onSuccess(account -> limit.succeeded(name.value(), address));
    }

    private void welcome(RoutingContext routing, Account account) {
        Person person = account.person();
        signIn.begin(routing.request(), account);
        end(routing, 200, Codec.JSON.encode(Welcome.class, new Welcome(person.name(), person.roleNames())));
    }

    private void refuse(RoutingContext routing, Optional<OperatorId> name, Refused why) {
        // What was typed may be a password in the wrong field: only a name that is known is kept.
        signIn.refused(
                routing.request(),
                name.filter(tried -> users.filter(file -> file.knows(tried)).isPresent()),
                why.status() == Refused.WRONG_REQUEST ? "not understood" : why.line());
        end(routing, why.status(), Codec.JSON.encode(Refusal.class, new Refusal(why.line())));
    }

    private static Refused asRefused(Throwable cause) {
        if (cause instanceof Refused refused) {
            return refused;
        }
        LOG.log(WARNING, "cannot check a password", cause);
        return new Refused(500, "the file of people cannot be read; the log of correction-ui says why");
    }

    private static void end(RoutingContext routing, int status, byte[] json) {
        routing.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(json))
                .onFailure(SignInRoutes::lost);
    }

    private static void lost(Throwable cause) {
        LOG.log(DEBUG, "answer is lost", cause);
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
