package dev.fleetrl.robot;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.CommandResult;
import dev.fleetrl.contracts.DoneSignal;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.arm.Workcell;
import dev.fleetrl.robot.arm.attended.AttendedCell;
import dev.fleetrl.robot.arm.attended.AttendedTask;
import dev.fleetrl.robot.arm.attended.Reset;
import dev.fleetrl.robot.arm.attended.ResetScripts;
import dev.fleetrl.robot.arm.attended.Success;
import dev.fleetrl.robot.arm.attended.SuccessSensor;
import dev.fleetrl.robot.arm.ros.LoopWire;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import dev.fleetrl.robot.policy.PolicyClient;
import dev.fleetrl.robot.policy.PolicyClient.ActionChunk;
import dev.fleetrl.transport.simulated.VirtualTime;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A whole agent in a cell of metal whose arm is simulated. Its policy stands still; scripts are real processes, and virtual time
 * stands still while they run.
 */
final class AttendedSite implements AutoCloseable {
    static final TaskId PICK = new TaskId("pick");
    static final OperatorId KIM = new OperatorId("kim");
    private static final ActionSource.Policy BASE = new ActionSource.Policy(new PolicyVersion("base"));
    private static final Vec STILL = Vec.of(0, 0, 0, 0, 0, 0, 1);

    final LoopWire wire = new LoopWire();
    final SimulatedSite site;
    final VirtualTime time;
    private final ResetScripts scripts = new ResetScripts("scripts");

    /** @param folder of the spool */
    AttendedSite(Path folder, AttendedTask... tasks) {
        PolicyClient still =
                SimulatedSite.policy(Future.succeededFuture(new ActionChunk(BASE.version(), List.of(STILL, STILL), 2)));
        site = new SimulatedSite(folder.resolve("spool.db"), still, around -> cell((SimulatedRobot) around, tasks));
        time = site.time;
    }

    private Workcell cell(SimulatedRobot robot, AttendedTask... tasks) {
        return new AttendedCell(
                List.of(tasks),
                new AttendedCell.Ports(
                        () -> robot.read().toolPose(),
                        sensor -> new SuccessSensor(sensor, wire, () -> site.time.nanoTime()),
                        this::runToItsEnd));
    }

    private Future<Void> runToItsEnd(Reset.ByScript script) {
        Future<Void> laidOut = scripts.run(script);
        var unused = laidOut.toCompletionStage()
                .toCompletableFuture()
                .handle((done, failure) -> null)
                .join();
        return laidOut;
    }

    static AttendedTask task(TaskId id, Reset reset, Success success) {
        return new AttendedTask(id, "put it away", 3, Optional.empty(), reset, success);
    }

    CommandResult run(long seed) {
        return site.run(BASE, seed, 1);
    }

    CommandResult run(TaskId task) {
        EpisodePlan plan = Events.plan(BASE, 1, 1);
        return site.send(new Command.RunEpisode(
                site.header(),
                new EpisodePlan(plan.episode(), plan.collection(), task, plan.cohort(), plan.driver(), 1, 1)));
    }

    void goOn() {
        require(site.send(new Command.Resume(site.header(), KIM)));
    }

    void judge(Outcome outcome) {
        require(site.send(new Command.Judge(site.header(), KIM, outcome)));
    }

    /** The controller passes on what the critic's done detector says. */
    void say(DoneSignal signal) {
        site.say(signal);
    }

    private static void require(CommandResult answer) {
        if (!answer.accepted()) {
            throw new IllegalStateException("refused: " + answer.reason());
        }
    }

    RobotState state() {
        return site.agent.state();
    }

    List<EpisodeEvent.Opened> opened() {
        return site.events.stream()
                .filter(EpisodeEvent.Opened.class::isInstance)
                .map(EpisodeEvent.Opened.class::cast)
                .toList();
    }

    EpisodeEvent.Closed closed() {
        time.runUntil(() -> site.closed().isPresent());
        return site.closed().orElseThrow();
    }

    @Override
    public void close() {
        site.close();
        scripts.close();
    }
}
