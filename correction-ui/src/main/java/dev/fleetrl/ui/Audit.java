package dev.fleetrl.ui;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.AuditRecord;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.EpisodeProgress;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.ui.board.RobotBoard;
import dev.fleetrl.ui.people.Person;
import dev.fleetrl.ui.people.Sessions;
import dev.fleetrl.ui.signin.SignIn;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Tells the controller who did what, in order, and again until it has each in the log. What it was not told when this process
 * dies is lost, and so is the oldest of more than {@link #MOST} that wait.
 */
final class Audit implements SignIn.Witness {
    static final int MOST = 10_000;

    private static final System.Logger LOG = System.getLogger(Audit.class.getName());
    private static final String PATH = "/api/v1/audit";
    private static final long LIMIT_MILLIS = 5_000;
    private static final int OK = 200;
    private static final int WRONG_REQUEST = 400;

    private final WebClient client;
    private final URI controller;
    private final RobotBoard board;
    private final LongSupplier millisClock;
    private final Deque<AuditRecord> untold = new ArrayDeque<>();
    private boolean telling;

    Audit(WebClient client, URI controller, RobotBoard board, LongSupplier millisClock) {
        this.client = client;
        this.controller = controller;
        this.board = board;
        this.millisClock = millisClock;
    }

    /** Somebody did something to a robot, and at this point of its episode. */
    void robot(Person person, String action, RobotId robot, Optional<String> subject, boolean accepted, String reason) {
        Optional<EpisodeProgress> episode = board.state(robot).flatMap(RobotState::episode);
        keep(new AuditRecord(
                UUID.randomUUID().toString(),
                millisClock.getAsLong(),
                person.name(),
                person.roleNames(),
                action,
                subject,
                Optional.of(robot),
                episode.map(progress -> progress.plan().episode()),
                episode.map(EpisodeProgress::step),
                accepted,
                reason));
    }

    /** Somebody did something else. */
    void site(Person person, String action, Optional<String> subject, boolean accepted, String reason) {
        keep(new AuditRecord(
                UUID.randomUUID().toString(),
                millisClock.getAsLong(),
                person.name(),
                person.roleNames(),
                action,
                subject,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                accepted,
                reason));
    }

    @Override
    public void cameIn(Person person) {
        site(person, "sign-in", Optional.empty(), true, "");
    }

    @Override
    public void wasRefused(Optional<OperatorId> name, String reason) {
        Person nobody = name.map(tried -> new Person(tried, Set.of())).orElseGet(() -> Person.somebody(Set.of()));
        site(nobody, "sign-in", Optional.empty(), false, reason);
    }

    @Override
    public void ended(Sessions.Ended session) {
        site(session.person(), "sign-out", Optional.empty(), true, session.reason());
    }

    /** Tries again what the controller has not taken. */
    void tick() {
        AuditRecord next = untold.peekFirst();
        if (telling || next == null) {
            return;
        }
        telling = true;
        client.post(controller.getPort(), controller.getHost(), PATH)
                .timeout(LIMIT_MILLIS)
                .putHeader("Content-Type", "application/json")
                .sendBuffer(Buffer.buffer(Codec.JSON.encode(AuditRecord.class, next)))
                .onComplete(answer -> told(next, answer.succeeded() ? Optional.of(answer.result()) : Optional.empty()));
    }

    private void told(AuditRecord record, Optional<HttpResponse<Buffer>> answer) {
        telling = false;
        int status = answer.map(HttpResponse::statusCode).orElse(0);
        if (status == WRONG_REQUEST) {
            LOG.log(
                    WARNING,
                    "the controller does not take " + record + ": "
                            + answer.get().bodyAsString());
        }
        if (status == OK || status == WRONG_REQUEST) {
            untold.remove(record);
            tick();
        } else {
            LOG.log(DEBUG, "the controller does not take records of who did what now; they wait");
        }
    }

    private void keep(AuditRecord record) {
        if (untold.size() == MOST) {
            LOG.log(WARNING, "the controller is away for long; lost of who did what: " + untold.removeFirst());
        }
        untold.addLast(record);
        tick();
    }
}
