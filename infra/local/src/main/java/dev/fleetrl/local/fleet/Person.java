package dev.fleetrl.local.fleet;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.ui.OperatorClient;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A scripted person at a tablet, who looks after several robots but helps one at a time. Signs in as soon as the page is there,
 * and again when the connection was lost. Safe to use from every robot's thread.
 */
final class Person {
    private static final System.Logger LOG = System.getLogger(Person.class.getName());
    private static final long RETRY_MILLIS = 500;

    private final OperatorId id;
    private final URI page;
    private final Vertx vertx;
    private final AtomicReference<@Nullable OperatorClient> tablet = new AtomicReference<>();
    private final AtomicReference<@Nullable RobotId> helping = new AtomicReference<>();

    Person(OperatorId id, URI page, Vertx vertx) {
        this.id = id;
        this.page = page;
        this.vertx = vertx;
        signIn();
    }

    OperatorId id() {
        return id;
    }

    /** The tablet, while it is connected. */
    Optional<OperatorClient> tablet() {
        return Optional.ofNullable(tablet.get());
    }

    /** Whether the person is free for this robot, or at it already. */
    boolean turnsTo(RobotId robot) {
        return robot.equals(helping.get()) || helping.compareAndSet(null, robot);
    }

    void turnsAwayFrom(RobotId robot) {
        if (robot.equals(helping.get())) {
            helping.set(null);
        }
    }

    private void signIn() {
        OperatorClient.connect(vertx, page, id)
                .onSuccess(this::signedIn)
                .onFailure(cause -> vertx.setTimer(RETRY_MILLIS, again -> signIn()));
    }

    private void signedIn(OperatorClient client) {
        LOG.log(INFO, "{0} has signed in at {1}", id, page);
        tablet.set(client);
        client.gone().onComplete(lost -> {
            LOG.log(WARNING, "{0} has lost the connection to {1}", id, page);
            tablet.set(null);
            signIn();
        });
    }
}
