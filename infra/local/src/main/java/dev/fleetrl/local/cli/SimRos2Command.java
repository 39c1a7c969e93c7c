package dev.fleetrl.local.cli;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.site.RobotFiles;
import dev.fleetrl.robot.arm.ros.RobotModel;
import dev.fleetrl.robot.arm.simulated.RosSimulation;
import dev.fleetrl.robot.ros.dds.DdsSettings;
import dev.fleetrl.robot.ros.dds.DdsWire;
import dev.fleetrl.simulation.SimulatedCell;
import dev.fleetrl.simulation.Task;
import dev.fleetrl.simulation.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fleetrl sim-ros2}. */
@Command(
        name = "sim-ros2",
        description = "Puts a simulated arm behind ROS 2, as the drivers of a robot of metal would be, until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class SimRos2Command implements Runnable {
    private static final long TICK_NANOS = 20_000_000L;

    @Option(names = "--task", defaultValue = "pick", description = "what lies on the table (default: ${DEFAULT-VALUE})")
    private String task = "pick";

    @Option(names = "--seed", defaultValue = "1", description = "of the first scene (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--domain", defaultValue = "0", description = "ROS_DOMAIN_ID (default: ${DEFAULT-VALUE})")
    private int domain;

    @Option(names = "--loopback", description = "within this machine alone, where there is no multicast")
    private boolean loopback;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "of the robot model; default: infra/deploy/robots/simulated-7dof.yaml")
    private @Nullable Path model;

    @Override
    public void run() {
        Task wanted = task();
        DdsSettings settings = settings();
        RobotModel robot = model();
        var wire = DdsWire.open(settings, (topic, reason) -> System.out.println(topic.name() + ": " + reason));
        RosSimulation simulation =
                new RosSimulation(SimulatedCell.open(wanted, seed), robot, wire, System::currentTimeMillis);
        System.out.println(robot.config().name() + " is behind ROS 2 in domain " + domain + ": "
                + robot.config().jointStates().topic() + ", "
                + robot.config().motion().topic());
        System.out.println("Enter lays out the next scene; Ctrl-C ends it.");
        run(simulation, wanted);
    }

    private DdsSettings settings() {
        try {
            return loopback ? DdsSettings.loopback(domain) : new DdsSettings(domain, List.of(), List.of());
        } catch (IllegalArgumentException wrong) {
            throw new UserError("--" + wrong.getMessage(), wrong);
        }
    }

    private Task task() {
        try {
            return Tasks.byId(new TaskId(task));
        } catch (IllegalArgumentException unknown) {
            throw new UserError(String.valueOf(unknown.getMessage()), unknown);
        }
    }

    private RobotModel model() {
        try {
            return RobotModel.read(model == null ? RobotFiles.simulated() : model);
        } catch (IllegalArgumentException wrong) {
            throw new UserError(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    /** The world stands still for nobody: a tick that is late is not made up for. */
    private void run(RosSimulation simulation, Task wanted) {
        AtomicInteger asked = new AtomicInteger();
        Thread person = new Thread(() -> listen(asked), "stdin");
        person.setDaemon(true);
        person.start();
        long scene = seed;
        int laidOut = 0;
        boolean told = false;
        for (long due = System.nanoTime(); ; due = Math.max(due + TICK_NANOS, System.nanoTime())) {
            if (asked.get() > laidOut) {
                laidOut++;
                scene++;
                SimulatedCell former = simulation.cell();
                simulation.layOut(SimulatedCell.open(wanted, scene));
                former.close();
                told = false;
                System.out.println("scene " + scene + ": " + simulation.cell().instruction());
            }
            simulation.tick();
            var ending = simulation.cell().status().ending();
            if (ending.isPresent() && !told) {
                told = true;
                System.out.println("scene " + scene + ": " + ending.get().outcome() + ", "
                        + ending.get().reason());
            }
            LockSupport.parkNanos(due + TICK_NANOS - System.nanoTime());
        }
    }

    private static void listen(AtomicInteger asked) {
        try {
            for (int read = System.in.read(); read >= 0; read = System.in.read()) {
                if (read == '\n') {
                    asked.incrementAndGet();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
