package dev.fleetrl.robot.arm.simulated;

import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.robot.arm.Workcell;
import dev.fleetrl.robot.arm.ros.RobotModel;
import dev.fleetrl.robot.ros.RosWire;
import dev.fleetrl.simulation.PrivilegedView;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * What surrounds a simulated arm behind ROS 2, and the thread that lets its time pass as quickly as life's. The arm is reached
 * through ROS 2 alone; the scene is laid out, judged and demonstrated in from here.
 */
public final class RosWorkcell implements Workcell, AutoCloseable {
    private static final double REAL_TIME = 1;
    private static final long TICK_NANOS = 20_000_000L;

    private final SimulatedRobot robot;
    private final RosSimulation simulation;
    private final Thread time;
    private volatile boolean running = true;

    /**
     * Begins to tick.
     *
     * @param robot the cell; it belongs to this from now on
     * @param wire the drivers' end
     * @param millis since 1970, for stamps
     */
    public RosWorkcell(SimulatedRobot robot, RobotModel model, RosWire wire, LongSupplier millis) {
        this.robot = robot;
        simulation = new RosSimulation(robot.cell(), model, wire, millis);
        time = new Thread(this::run, "simulation-" + model.config().name());
        time.setDaemon(true);
        time.start();
    }

    /** How it really goes. */
    public synchronized PrivilegedView view() {
        return robot.cell().view();
    }

    @Override
    public List<TaskId> tasks() {
        return robot.tasks();
    }

    @Override
    public List<OperatorId> demonstrators() {
        return robot.demonstrators();
    }

    @Override
    public Optional<String> refusal(EpisodePlan plan) {
        return robot.refusal(plan);
    }

    @Override
    public synchronized Start reset(EpisodePlan plan) {
        Start start = robot.reset(plan);
        simulation.layOut(robot.cell());
        return new Start(start.instruction(), start.timeLimitSteps(), REAL_TIME);
    }

    @Override
    public synchronized TaskStatus judge() {
        return robot.judge();
    }

    @Override
    public synchronized void attended(boolean isAttended) {
        robot.attended(isAttended);
    }

    @Override
    public synchronized Demonstration demonstrate() {
        return robot.demonstrate();
    }

    /** Interrupted, it leaves the world open: the thread may still be in it. */
    @Override
    public void close() {
        running = false;
        LockSupport.unpark(time);
        try {
            time.join();
            simulation.close();
            robot.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The world waits for nobody: a tick that is late is not made up for. */
    private void run() {
        long due = System.nanoTime();
        while (running) {
            tick();
            due = Math.max(due + TICK_NANOS, System.nanoTime());
            for (long left = due - System.nanoTime(); left > 0 && running; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    private synchronized void tick() {
        simulation.tick();
    }
}
