package dev.fleetrl.ui;

import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.AuditRecord;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.EpisodeProgress;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.ui.board.RobotBoard;
import dev.fleetrl.ui.people.Person;
import dev.fleetrl.ui.people.Untold;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Tells the controller who did what, in order, and again until it has each in the log. What it was not told when this process
 * dies is lost, and so is the oldest of more than {@link Untold#MOST} that wait.
 */
final class Audit {
    private static final System.Logger LOG = System.getLogger(Audit.class.getName());
    private static final String PATH = "/api/v1/audit";
    private static final long LIMIT_MILLIS = 5_000;
    private static final long LONG_MILLIS = 60_000;
    private static final int OK = 200;
    private static final int WRONG_REQUEST = 400;
    private static final int BROKEN = 500;
    /** Not now, but later; 403 says that {@code controller} is no name of its, which somebody must mend. */
    private static final Set<Integer> AGAIN = Set.of(403, 408, 425, 429);

    private final WebClient client;
    private final URI controller;
    private final RobotBoard board;
    private final LongSupplier millisClock;
    private final Untold untold = new Untold();
    private boolean telling;
    private boolean complained;

    Audit(WebClient client, URI controller, RobotBoard board, LongSupplier millisClock) {
        this.client = client;
        this.controller = controller;
        this.board = board;
        this.millisClock = millisClock;
    }

    /** Somebody may not. Whoever is not signed in leaves no trace by it, or they could crowd out those of others. */
    void refused(Person person, String action, Optional<RobotId> robot, Optional<String> subject, String reason) {
        if (person.isSignedIn()) {
            keep(person, action, robot, subject, Optional.of(false), reason);
        }
    }

    /**
     * Somebody did something; to a robot at this point of its episode.
     *
     * @param accepted nothing where nobody knows
     */
    void keep(
            Person person,
            String action,
            Optional<RobotId> robot,
            Optional<String> subject,
            Optional<Boolean> accepted,
            String reason) {
        Optional<EpisodeProgress> episode = robot.flatMap(board::state).flatMap(RobotState::episode);
        AuditRecord record = new AuditRecord(
                UUID.randomUUID().toString(),
                millisClock.getAsLong(),
                person.name(),
                person.roleNames(),
                action,
                subject,
                robot,
                episode.map(progress -> progress.plan().episode()),
                episode.map(EpisodeProgress::step),
                accepted,
                reason);
        untold.add(record).ifPresent(lost -> LOG.log(WARNING, "too many records wait; lost of who did what: " + lost));
        tick();
    }

    /** Tries again what the controller has not taken. */
    void tick() {
        if (!telling) {
            untold.next().ifPresent(this::tell);
        }
    }

    private void tell(AuditRecord next) {
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
        boolean isRefused = status >= WRONG_REQUEST && status < BROKEN && !AGAIN.contains(status);
        if (isRefused) {
            LOG.log(
                    WARNING,
                    "the controller does not take " + record + ": " + status + " "
                            + answer.get().bodyAsString());
        }
        if (status == OK || isRefused) {
            complained = false;
            untold.remove(record);
            tick();
        } else if (!complained && millisClock.getAsLong() - record.atMillis() > LONG_MILLIS) {
            complained = true;
            LOG.log(
                    WARNING,
                    "for more than a minute nothing of who did what was taken by the controller at "
                            + controller + " (" + (status == 0 ? "no answer" : "status " + status)
                            + "); is it running, and Kafka, and is this its name? They wait, " + Untold.MOST
                            + " at most");
        }
    }
}
