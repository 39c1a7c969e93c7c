package dev.fleetrl.local.fleet;

import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.robot.Onlooker;
import dev.fleetrl.robot.RobotAgentMain;
import dev.fleetrl.robot.StepListener;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import dev.fleetrl.ui.OperatorClient;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Simulated robots, each with its ordinary agent, and scripted people at tablets who look after them. */
public final class SimulatedFleetMain implements Onlooker {
    private static final long RETRY_MILLIS = 500;

    private final Vertx vertx = Vertx.vertx();
    private final URI page;
    private final List<Person> people = new ArrayList<>();
    private int robots;

    private record Person(OperatorId id, Attention attention, Future<OperatorClient> tablet) {}

    private SimulatedFleetMain(URI page, int operators) {
        this.page = page;
        for (int i = 1; i <= operators; i++) {
            OperatorId id = new OperatorId("scripted-" + i);
            people.add(new Person(id, new Attention(), connected(id)));
        }
    }

    /** {@code SimulatedFleetMain <robot-agent.yaml> <page's address> <number of scripted people>}. */
    public static void main(String[] arguments) {
        if (arguments.length != 3) {
            System.err.println("usage: SimulatedFleetMain <robot-agent.yaml> <page's address> <scripted people>");
            System.exit(2);
        }
        int operators = Integer.parseInt(arguments[2]);
        RobotAgentMain.host(Path.of(arguments[0]), new SimulatedFleetMain(URI.create(arguments[1]), operators));
    }

    /** Robots are shared out in turn. */
    @Override
    public StepListener at(RobotId robot, SimulatedRobot arm) {
        if (people.isEmpty()) {
            return StepListener.NONE;
        }
        Person person = people.get(robots++ % people.size());
        return new ScriptedOperator(person.id, robot, arm, person.attention, person.tablet)::onStep;
    }

    /** Signs in as soon as the page is there. */
    private Future<OperatorClient> connected(OperatorId id) {
        Promise<OperatorClient> tablet = Promise.promise();
        connect(id, tablet);
        return tablet.future();
    }

    private void connect(OperatorId id, Promise<OperatorClient> tablet) {
        OperatorClient.connect(vertx, page, id)
                .onSuccess(tablet::complete)
                .onFailure(cause -> vertx.setTimer(RETRY_MILLIS, again -> connect(id, tablet)));
    }
}
