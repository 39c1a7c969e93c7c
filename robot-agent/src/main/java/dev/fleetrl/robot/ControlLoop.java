package dev.fleetrl.robot;

import static java.lang.System.Logger.Level.ERROR;

import java.util.concurrent.locks.LockSupport;

/** The thread that ticks one robot's agent. When the agent fails, the arm is held first and then the failure is told. */
public final class ControlLoop {
    private static final System.Logger LOG = System.getLogger(ControlLoop.class.getName());

    private final RobotAgent agent;
    private final Thread thread;
    private volatile boolean running = true;
    private volatile long turnedNanos = System.nanoTime();

    /**
     * Does not start it.
     *
     * @param onFailure told of a programmer's error; the loop has then ended
     */
    public ControlLoop(String name, RobotAgent agent, Runnable onFailure) {
        this.agent = agent;
        thread = new Thread(() -> run(onFailure), "control-" + name);
        thread.setDaemon(true);
        agent.onArrival(() -> LockSupport.unpark(thread));
    }

    public void start() {
        thread.start();
    }

    /** Nanoseconds since its last turn; from any thread. */
    long sinceTurnNanos() {
        return System.nanoTime() - turnedNanos;
    }

    /** Ends the loop and shuts the agent down; returns when nothing ticks any more. */
    public void stop() throws InterruptedException {
        running = false;
        LockSupport.unpark(thread);
        thread.join();
    }

    private void run(Runnable onFailure) {
        try {
            while (running) {
                long due = System.nanoTime() + agent.tick();
                turnedNanos = System.nanoTime();
                await(due);
            }
            agent.shutDown();
        } catch (RuntimeException | Error e) {
            LOG.log(ERROR, "the control loop failed; the arm is to hold", e);
            try {
                agent.brake();
            } finally {
                onFailure.run();
            }
        }
    }

    private void await(long dueNanos) {
        for (long left = dueNanos - System.nanoTime(); left > 0 && running; left = dueNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (agent.hear()) {
                return;
            }
        }
    }
}
