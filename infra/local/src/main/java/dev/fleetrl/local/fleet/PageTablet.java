package dev.fleetrl.local.fleet;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.CommandResult;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.ui.OperatorClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;

/** A tablet with the page on it. */
final class PageTablet implements Tablet {
    private static final System.Logger LOG = System.getLogger(PageTablet.class.getName());
    private static final long RETRY_MILLIS = 500;

    private final OperatorId operator;
    private final OperatorClient client;

    private PageTablet(OperatorId operator, OperatorClient client) {
        this.operator = operator;
        this.client = client;
    }

    /** Signs the person in as soon as the page is there, and again whenever the connection was lost. */
    static void signIn(Person person, URI page, Vertx vertx) {
        OperatorClient.connect(vertx, page, person.id())
                .onSuccess(client -> signedIn(person, client, page, vertx))
                .onFailure(cause -> vertx.setTimer(RETRY_MILLIS, again -> signIn(person, page, vertx)));
    }

    private static void signedIn(Person person, OperatorClient client, URI page, Vertx vertx) {
        LOG.log(INFO, "{0} has signed in at {1}", person.id(), page);
        person.picksUp(new PageTablet(person.id(), client));
        client.gone().onComplete(lost -> {
            LOG.log(WARNING, "{0} has lost the connection to {1}", person.id(), page);
            person.putsDown();
            signIn(person, page, vertx);
        });
    }

    @Override
    public void takeOver(RobotId robot) {
        ask(robot, client.takeOver(robot));
    }

    @Override
    public void handBack(RobotId robot) {
        ask(robot, client.handBack(robot));
    }

    @Override
    public void resume(RobotId robot) {
        ask(robot, client.resume(robot));
    }

    @Override
    public void teleop(RobotId robot, boolean pressed, Vec twist, float gripper) {
        said(client.teleop(robot, pressed, twist, gripper));
    }

    private void ask(RobotId robot, Future<CommandResult> answer) {
        said(answer.onSuccess(result -> {
            if (!result.accepted()) {
                LOG.log(INFO, "{0} refuses {1}: {2}", robot, operator, result.reason());
            }
        }));
    }

    private static void said(Future<?> sent) {
        sent.onFailure(cause -> LOG.log(DEBUG, "not sent, and the person tries again", cause));
    }
}
