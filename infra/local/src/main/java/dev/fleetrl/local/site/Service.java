package dev.fleetrl.local.site;

import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.local.UserError;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A service that is started again when it dies, as a service manager would. */
final class Service {
    private static final System.Logger LOG = System.getLogger(Service.class.getName());
    /** A controller reads its whole log before it is ready; after this it is said that it still does. */
    private static final long PATIENCE_SECONDS = 60;

    private static final int RESTART_LIMIT = 10;

    private final ServiceProcess.Launch launch;
    private final Consumer<String> complaints;
    private ServiceProcess process;
    private int restarts;
    private boolean stopping;
    private boolean abandoned;

    private Service(ServiceProcess.Launch launch, Consumer<String> complaints) {
        this.launch = launch;
        this.complaints = complaints;
        this.process = ServiceProcess.start(launch);
    }

    static Service start(ServiceProcess.Launch launch, Consumer<String> complaints) {
        return new Service(launch, complaints);
    }

    String name() {
        return launch.name();
    }

    synchronized ProcessHandle handle() {
        return process.process().toHandle();
    }

    /** Returns when it can serve, and watches over it from then on. As long as it lives, it may take its time. */
    void awaitReady() {
        ServiceProcess started = current();
        while (!isReady(started)) {
            complaints.accept(name() + " is not ready yet; it may be reading its log; see " + launch.log());
        }
        watch(started);
    }

    private static boolean isReady(ServiceProcess started) {
        try {
            started.ready().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UserError refused ? refused : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Whether it died so often that it is not started again. */
    synchronized boolean isAbandoned() {
        return abandoned;
    }

    private synchronized ServiceProcess current() {
        return process;
    }

    private void watch(ServiceProcess watched) {
        watched.process().onExit().thenAccept(this::restart).exceptionally(cause -> {
            LOG.log(WARNING, "cannot restart " + name(), cause);
            abandon();
            return null;
        });
    }

    private synchronized void abandon() {
        abandoned = true;
    }

    private synchronized void restart(Process dead) {
        if (stopping) {
            return;
        }
        if (++restarts > RESTART_LIMIT) {
            abandoned = true;
            complaints.accept(name() + " died " + restarts + " times and is left alone; see " + launch.log());
            return;
        }
        complaints.accept(
                name() + " ended with code " + dead.exitValue() + " and is started again; see " + launch.log());
        process = ServiceProcess.start(launch);
        watch(process);
    }

    /** Asks it to end; it is not started again. */
    synchronized void askToStop() {
        stopping = true;
        process.process().destroy();
    }

    /** Returns when it has ended, and insists after some seconds. */
    void stop() {
        askToStop();
        current().stop();
    }
}
