package dev.fleetrl.simulation.physics;

import org.ode4j.ode.internal.ErrorHandler;

/** Counts the solver's complaints. ODE4J's handler is one for the JVM, so the count is one for each thread. */
final class SolverMessages {
    private static final ThreadLocal<int[]> COUNT = ThreadLocal.withInitial(() -> new int[1]);

    static {
        ErrorHandler.dSetMessageHandler((number, message, arguments) -> COUNT.get()[0]++);
    }

    private SolverMessages() {}

    /** So far on this thread. */
    static int onThisThread() {
        return COUNT.get()[0];
    }
}
