package dev.fleetrl.robot;

import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.robot.arm.Arm;
import dev.fleetrl.robot.arm.Workcell;
import dev.fleetrl.robot.arm.attended.AttendedCell;
import dev.fleetrl.robot.arm.attended.AttendedTask;
import dev.fleetrl.robot.arm.attended.ResetScripts;
import dev.fleetrl.robot.arm.attended.SuccessSensor;
import dev.fleetrl.robot.arm.ros.RobotModel;
import dev.fleetrl.robot.arm.ros.RosArm;
import dev.fleetrl.robot.arm.ros.RosArmConfig;
import dev.fleetrl.robot.arm.simulated.RosWorkcell;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import dev.fleetrl.robot.ros.RosTopic;
import dev.fleetrl.robot.ros.RosWire;
import dev.fleetrl.robot.ros.dds.DdsSettings;
import dev.fleetrl.robot.ros.dds.DdsWire;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What a configured robot is made of.
 *
 * @param listener who looks on
 * @param closing lets go of the cell
 */
record RobotBody(Arm arm, Workcell workcell, StepListener listener, Runnable closing) {
    private static final System.Logger LOG = System.getLogger(RobotBody.class.getName());

    /**
     * @param folder that the files are relative to which the configuration names
     * @throws IllegalArgumentException of one line, where a file that it names cannot be used
     */
    static RobotBody of(RobotAgentConfig.Robot robot, Path folder, Vertx vertx, Onlooker onlooker) {
        if (!(robot instanceof RobotAgentConfig.BehindRos)) {
            requireSimulation(robot.id());
        }
        if (robot instanceof RobotAgentConfig.Simulated simulated) {
            SimulatedRobot both = new SimulatedRobot(simulated.tasks(), simulated.expertNoise());
            return new RobotBody(
                    both, both, onlooker.at(simulated.id(), () -> both.cell().view()), () -> {});
        }
        if (robot instanceof RobotAgentConfig.SimulatedBehindRos simulated) {
            return simulated(simulated, RobotModel.read(folder.resolve(simulated.model())), onlooker);
        }
        return metal((RobotAgentConfig.BehindRos) robot, folder, vertx);
    }

    private static RobotBody metal(RobotAgentConfig.BehindRos robot, Path folder, Vertx vertx) {
        RobotModel model = RobotModel.read(folder.resolve(robot.model()));
        List<AttendedTask> tasks = tasks(robot, folder, model);
        RosWire wire = robot.link().open(vertx, complaints(robot.id()));
        Arm arm = arm(robot.id(), model, wire);
        ResetScripts scripts = new ResetScripts("scripts-" + robot.id());
        AttendedCell cell = new AttendedCell(
                tasks,
                new AttendedCell.Ports(
                        () -> arm.read().toolPose(),
                        sensor -> new SuccessSensor(
                                sensor, wire, RobotClock.system().nanos()),
                        scripts::run));
        return new RobotBody(arm, cell, StepListener.NONE, scripts::close);
    }

    /** @throws IllegalArgumentException of one line, where a task file cannot be used */
    static List<AttendedTask> tasks(RobotAgentConfig.BehindRos robot, Path folder, RobotModel model) {
        List<AttendedTask> tasks = robot.tasks().stream()
                .map(file -> AttendedTask.read(folder.resolve(file)))
                .toList();
        AttendedTask.requireOneCell(tasks);
        RosArmConfig.Limits limits = model.config().limits();
        for (AttendedTask task : tasks) {
            if (task.home()
                    .filter(home -> !home.isWithin(limits.workspaceMin(), limits.workspaceMax()))
                    .isPresent()) {
                throw new IllegalArgumentException("task " + task.id() + ": home lies outside of the workspace of "
                        + robot.model() + "; nobody could drive the tool there");
            }
        }
        return tasks;
    }

    /** What is installed on a robot has none. */
    static void requireSimulation(RobotId robot) {
        if (RobotBody.class.getClassLoader().getResource("dev/fleetrl/simulation/SimulatedCell.class") == null) {
            throw new IllegalArgumentException("robot " + robot
                    + " is simulated, and no simulation is installed here; describe a robot with arm: ros2");
        }
    }

    /** Lets go of arm and cell; when nothing ticks any more. */
    void close() {
        arm.close();
        closing.run();
    }

    private static RobotBody simulated(RobotAgentConfig.SimulatedBehindRos robot, RobotModel model, Onlooker onlooker) {
        DdsSettings network = DdsSettings.loopback(robot.domain());
        RosWorkcell cell = new RosWorkcell(
                new SimulatedRobot(robot.tasks(), robot.expertNoise()),
                model,
                DdsWire.open(network, complaints(robot.id())),
                RobotClock.system().millis());
        Arm arm = arm(robot.id(), model, DdsWire.open(network, complaints(robot.id())));
        return new RobotBody(arm, cell, onlooker.at(robot.id(), cell::view), cell::close);
    }

    private static Arm arm(RobotId id, RobotModel model, RosWire wire) {
        RobotClock clock = RobotClock.system();
        return new RosArm(model, new RosArm.Ports(wire, pictures(id), clock.nanos(), clock.millis()));
    }

    private static ExecutorService pictures(RobotId id) {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "pictures-" + id);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** A broken sensor may complain a hundred times a second: each doubling of the number is told. */
    private static RosWire.Complaints complaints(RobotId id) {
        Map<RosTopic<?>, Integer> counts = new ConcurrentHashMap<>();
        return (topic, reason) -> {
            int count = counts.merge(topic, 1, Integer::sum);
            if (Integer.bitCount(count) == 1) {
                LOG.log(WARNING, "{0}: unreadable on {1} ({2} so far): {3}", id, topic.name(), count, reason);
            }
        };
    }
}
