package dev.fleetrl.robot;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Tells systemd that the agent is ready, and again and again that it lives; an agent that falls silent is started anew. */
final class Systemd {
    private static final System.Logger LOG = System.getLogger(Systemd.class.getName());

    /** The watchdog's time is missed only after three words were. */
    private static final int WORDS = 3;

    private final List<String> notify;
    private final long periodNanos;

    /**
     * @param notify the command that takes words for systemd
     * @param environment as systemd gives it
     */
    Systemd(List<String> notify, Map<String, String> environment) {
        this.notify = List.copyOf(notify);
        long micros = Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "30000000"));
        periodNanos = TimeUnit.MICROSECONDS.toNanos(micros) / WORDS;
    }

    /** Present where systemd has started this process and wants to hear of it. */
    static Optional<Systemd> here() {
        Map<String, String> environment = System.getenv();
        return environment.containsKey("NOTIFY_SOCKET")
                ? Optional.of(new Systemd(List.of("systemd-notify"), environment))
                : Optional.empty();
    }

    /** Begins to speak, on a thread that ends when it is interrupted; silent while {@code lives} says no. */
    Thread watch(BooleanSupplier lives) {
        Thread thread = new Thread(() -> speak(lives), "systemd");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void speak(BooleanSupplier lives) {
        while (!Thread.currentThread().isInterrupted()) {
            if (lives.getAsBoolean()) {
                say();
            }
            LockSupport.parkNanos(periodNanos);
        }
    }

    /** Both words each time: the first may have been lost. */
    private void say() {
        List<String> command = new ArrayList<>(notify);
        command.addAll(List.of("READY=1", "WATCHDOG=1"));
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (process.waitFor() != 0) {
                LOG.log(WARNING, "{0} failed; systemd will think that the agent is dead", command);
            }
        } catch (IOException e) {
            LOG.log(WARNING, "systemd cannot be told that the agent lives", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
