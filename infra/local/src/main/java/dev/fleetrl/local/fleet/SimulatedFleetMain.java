package dev.fleetrl.local.fleet;

import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.robot.Onlooker;
import dev.fleetrl.robot.RobotAgentMain;
import dev.fleetrl.robot.StepListener;
import dev.fleetrl.simulation.PrivilegedView;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Simulated robots, each with its ordinary agent, and scripted people at tablets who look after them. */
public final class SimulatedFleetMain implements Onlooker {
    private final List<Person> people;
    private int robots;

    private SimulatedFleetMain(URI page, int operators) {
        Vertx vertx = Vertx.vertx();
        people = IntStream.rangeClosed(1, operators)
                .mapToObj(i -> new Person(new OperatorId("scripted-" + i)))
                .toList();
        people.forEach(person -> PageTablet.signIn(person, page, vertx));
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
    public StepListener at(RobotId robot, Supplier<PrivilegedView> view) {
        return people.isEmpty()
                ? StepListener.NONE
                : new ScriptedOperator(people.get(robots++ % people.size()), robot, view)::onStep;
    }
}
