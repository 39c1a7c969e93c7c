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
    private static final long READY_LIMIT_SECONDS = 90;
    private static final int RESTART_LIMIT = 10;

    private final ServiceProcess.Launch launch;
    private final Consumer<String> complaints;
    private ServiceProcess process;
    private int restarts;
    private boolean stopping;

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

    /** Returns when it can serve, and watches over it from then on. */
    void awaitReady() {
        ServiceProcess started = current();
        try {
            started.ready().get(READY_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UserError refused ? refused : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new UserError(name() + " was not ready within " + READY_LIMIT_SECONDS + " s; see " + launch.log(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        watch(started);
    }

    private synchronized ServiceProcess current() {
        return process;
    }

    private void watch(ServiceProcess watched) {
        watched.process().onExit().thenAccept(this::restart).exceptionally(cause -> {
            LOG.log(WARNING, "cannot restart " + name(), cause);
            return null;
        });
    }

    private synchronized void restart(Process dead) {
        if (stopping) {
            return;
        }
        if (++restarts > RESTART_LIMIT) {
            complaints.accept(name() + " died " + restarts + " times and is left alone; see " + launch.log());
            return;
        }
        complaints.accept(
                name() + " ended with code " + dead.exitValue() + " and is started again; see " + launch.log());
        process = ServiceProcess.start(launch);
        watch(process);
    }

    void stop() {
        ServiceProcess last;
        synchronized (this) {
            stopping = true;
            last = process;
        }
        last.stop();
    }
}
