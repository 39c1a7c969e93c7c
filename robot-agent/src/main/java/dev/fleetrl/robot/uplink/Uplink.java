package dev.fleetrl.robot.uplink;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.robot.spool.Spool;
import dev.fleetrl.robot.spool.SpoolException;
import dev.fleetrl.transport.NotSent;
import dev.fleetrl.transport.Wire;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/**
 * Publishes the spool in order, a bounded number of records at a time.
 *
 * <p>A record is done with only when the fleet says that it is stored. Whatever was published and is not stored after a
 * while is published again, from the oldest on; so is everything after a failure. The receiver drops what it has by number.
 *
 * <p>All work runs on the one executor that also owns the spool, so nothing here is locked.
 */
public final class Uplink {
    private static final System.Logger LOG = System.getLogger(Uplink.class.getName());

    private final Spool spool;
    private final Wire wire;
    private final Topic<NumberedEvent> topic;
    private final Executor io;
    private final LongSupplier nanoClock;
    private final Limits limits;
    private final Bandwidth bandwidth;
    private final List<EpisodeEvent> waiting = new ArrayList<>();
    private long sentUpTo;
    private long attempt;
    private int inFlight;
    private long progressNanos;
    private boolean broken;
    private volatile boolean full;

    /**
     * Begins with the oldest record that is not known to be stored.
     *
     * @param io runs one task at a time, in order
     */
    public Uplink(
            Spool spool, Wire wire, Topic<NumberedEvent> topic, Executor io, LongSupplier nanoClock, Limits limits) {
        this.spool = spool;
        this.wire = wire;
        this.topic = topic;
        this.io = io;
        this.nanoClock = nanoClock;
        this.limits = limits;
        sentUpTo = spool.stored();
        progressNanos = nanoClock.getAsLong();
        bandwidth = new Bandwidth(limits.bytesPerSecond(), progressNanos);
    }

    /** Keeps the event, then publishes it; what comes while the disk is busy is written in one go. From any thread. */
    public void append(EpisodeEvent event) {
        synchronized (waiting) {
            waiting.add(event);
        }
        io.execute(this::write);
    }

    /** True while events cannot be kept, because the spool is full or fails. */
    public boolean isFull() {
        return full;
    }

    /** The fleet has everything up to and including this number. */
    public void stored(long upTo) {
        io.execute(() -> {
            if (upTo > spool.stored()) {
                spool.deleteUpTo(upTo);
                sentUpTo = Math.max(sentUpTo, spool.stored());
                progressNanos = nanoClock.getAsLong();
                full = false;
            }
            pump();
        });
    }

    /** Begins again with the oldest record that the fleet may lack, as after a new connection. */
    public void resend() {
        io.execute(() -> {
            rewind();
            pump();
        });
    }

    /** Looks after what is stuck; to be called a few times a second. */
    public void tick() {
        io.execute(() -> {
            write();
            boolean quiet = nanoClock.getAsLong() - progressNanos > limits.resendNanos();
            if ((sentUpTo > spool.stored() && quiet) || (broken && inFlight == 0)) {
                rewind();
            }
            pump();
        });
    }

    private void write() {
        List<EpisodeEvent> batch;
        synchronized (waiting) {
            batch = List.copyOf(waiting);
            waiting.clear();
        }
        if (batch.isEmpty()) {
            return;
        }
        try {
            long droppedBefore = spool.dropped();
            int taken = spool.append(batch);
            if (spool.dropped() > droppedBefore) {
                LOG.log(
                        WARNING,
                        "the spool is full; {0} episodes were dropped so far: raise spoolMaxBytes",
                        spool.dropped());
            }
            full = taken < batch.size();
            if (full) {
                int refused = batch.size() - taken;
                LOG.log(WARNING, "the spool is full; {0} records were refused: raise spoolMaxBytes", refused);
            }
        } catch (SpoolException e) {
            full = true;
            LOG.log(ERROR, "{0} records are not kept yet; trying on: {1}", batch.size(), e.getMessage());
            synchronized (waiting) {
                waiting.addAll(0, batch);
            }
        }
        pump();
    }

    private void rewind() {
        attempt++;
        inFlight = 0;
        broken = false;
        sentUpTo = spool.stored();
        progressNanos = nanoClock.getAsLong();
    }

    private void pump() {
        while (mayPublish() && sentUpTo < spool.last()) {
            List<NumberedEvent> next = spool.after(sentUpTo, limits.maxInFlight() - inFlight);
            if (next.isEmpty()) {
                return;
            }
            for (NumberedEvent event : next) {
                if (!mayPublish()) {
                    return;
                }
                publish(event);
            }
        }
    }

    private boolean mayPublish() {
        return !broken && inFlight < limits.maxInFlight() && bandwidth.isFree(nanoClock.getAsLong());
    }

    private void publish(NumberedEvent event) {
        if (sentUpTo == spool.stored()) {
            progressNanos = nanoClock.getAsLong();
        }
        sentUpTo = event.number();
        inFlight++;
        bandwidth.take(event.event());
        long mine = attempt;
        Future<Void> published = wire.publish(topic, event);
        if (published.isComplete()) {
            finished(mine, published);
        } else {
            published.onComplete(result -> later(() -> {
                finished(mine, published);
                pump();
            }));
        }
    }

    private void later(Runnable task) {
        try {
            io.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "the agent has closed; the spool keeps what is not stored", e);
        }
    }

    private void finished(long ofAttempt, Future<Void> published) {
        if (ofAttempt != attempt) {
            return;
        }
        inFlight--;
        if (published.succeeded()) {
            return;
        }
        if (published.cause() instanceof NotSent notSent && notSent.reason() == NotSent.Reason.TOO_BIG) {
            LOG.log(ERROR, "left out, and its episode with it: {0}", notSent.getMessage());
        } else if (!broken) {
            broken = true;
            if (!(published.cause() instanceof NotSent)) {
                LOG.log(WARNING, "cannot publish; the spool keeps what is not stored", published.cause());
            }
        }
    }

    /**
     * How much and how long to wait for.
     *
     * @param maxInFlight records that are published and not yet taken by the broker
     * @param resendNanos without any progress for so long, everything is published again
     * @param bytesPerSecond of records, about; 0 is as much as the network takes
     */
    public record Limits(int maxInFlight, long resendNanos, int bytesPerSecond) {
        /** As much as the network takes. */
        public Limits(int maxInFlight, long resendNanos) {
            this(maxInFlight, resendNanos, 0);
        }
    }
}
