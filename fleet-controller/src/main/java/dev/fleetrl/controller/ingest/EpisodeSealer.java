package dev.fleetrl.controller.ingest;

import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.DeadLetter;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.episodes.assembly.Assembled;
import dev.fleetrl.episodes.assembly.EpisodeAssembly;
import dev.fleetrl.transport.Log;
import dev.fleetrl.transport.NotSent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Reads the log of events and seals each episode once: first the file, then the record. Whoever dies in between finds the
 * file at the next start and writes the record alone.
 *
 * <p>What it has read in order is safe, so it also knows what a robot may delete.
 */
public final class EpisodeSealer {
    private static final System.Logger LOG = System.getLogger(EpisodeSealer.class.getName());

    private final Log log;
    private final Worker files;
    private final EpisodeStore store;
    private final LongSupplier clockMillis;
    private final Consumer<EpisodeEvent.Opened> onOpened;
    private final StepOrder order;
    private final EpisodeAssembly assembly;
    private final List<Promise<Void>> waitingForRetry = new ArrayList<>();
    private String trouble = "";

    /**
     * @param sealedUpTo what earlier runs have sealed, from the log of episodes
     * @param patienceMillis how long an event may wait for one that it overtook
     */
    public EpisodeSealer(
            Log log,
            Worker files,
            EpisodeStore store,
            Map<RobotId, Long> sealedUpTo,
            long patienceMillis,
            LongSupplier clockMillis,
            Consumer<EpisodeEvent.Opened> onOpened) {
        this.log = log;
        this.files = files;
        this.store = store;
        this.clockMillis = clockMillis;
        this.onOpened = onOpened;
        this.order = new StepOrder(sealedUpTo, patienceMillis);
        this.assembly = new EpisodeAssembly(sealedUpTo);
    }

    /** Succeeds when all that was in the log is sealed. */
    public Future<Void> start() {
        return log.replay(LogTopics.STEPS, Log.Position.START, logged -> take(logged.message()));
    }

    /** The number up to which all of this robot's events are in the log. */
    public long storedUpTo(RobotId robot) {
        return order.upTo(robot);
    }

    /** Tries again what failed. */
    public void tick() {
        List<Promise<Void>> retries = List.copyOf(waitingForRetry);
        waitingForRetry.clear();
        retries.forEach(Promise::complete);
    }

    /** Why sealing is stuck, for a person; empty when all is well. */
    public String trouble() {
        return trouble;
    }

    private Future<Void> take(NumberedEvent event) {
        Future<Void> done = Future.succeededFuture();
        for (NumberedEvent next : order.take(event, clockMillis.getAsLong())) {
            if (next.event() instanceof EpisodeEvent.Opened opened) {
                onOpened.accept(opened);
            }
            for (Assembled assembled : assemble(next)) {
                done = done.compose(before -> seal(assembled));
            }
        }
        return done;
    }

    private List<Assembled> assemble(NumberedEvent event) {
        try {
            return assembly.on(event);
        } catch (RuntimeException e) {
            deadLetter(event, e);
            return List.of();
        }
    }

    private Future<Void> seal(Assembled assembled) {
        return files.call(() -> write(assembled))
                .compose(manifest ->
                        log.publish(LogTopics.EPISODES, new EpisodeRecord.Sealed(manifest, assembled.lastNumber())))
                .onSuccess(written -> trouble = "")
                .recover(cause -> isTransient(cause) ? sealLater(assembled, cause) : giveUp(assembled, cause));
    }

    private EpisodeManifest write(Assembled assembled) throws IOException {
        EpisodeManifest manifest = assembled.episode().manifest();
        if (store.write(assembled.episode()) == EpisodeStore.Written.OTHER_STANDS) {
            LOG.log(WARNING, "episode {0} was recorded twice; the first recording stands", manifest.episode());
            return store.read(manifest.file()).manifest();
        }
        return manifest;
    }

    /** A full disk or a broker that is away: the event stays in the log, and nothing behind it is read before it is sealed. */
    private Future<Void> sealLater(Assembled assembled, Throwable cause) {
        EpisodeManifest manifest = assembled.episode().manifest();
        trouble = "cannot seal episode " + manifest.episode() + ": " + cause.getMessage();
        LOG.log(WARNING, trouble);
        Promise<Void> retry = Promise.promise();
        waitingForRetry.add(retry);
        return retry.future().compose(again -> seal(assembled));
    }

    private Future<Void> giveUp(Assembled assembled, Throwable cause) {
        EpisodeManifest manifest = assembled.episode().manifest();
        LOG.log(WARNING, "cannot seal episode " + manifest.episode() + "; it is given up", cause);
        byte[] bytes = Codec.JSON.encode(EpisodeManifest.class, manifest);
        return log.publish(
                        LogTopics.DEAD_LETTERS,
                        new DeadLetter(LogTopics.STEPS.name(), String.valueOf(cause.getMessage()), Bytes.of(bytes)))
                .compose(kept -> log.publish(
                        LogTopics.EPISODES,
                        new EpisodeRecord.GivenUp(manifest.episode(), "cannot be sealed", clockMillis.getAsLong())));
    }

    private void deadLetter(NumberedEvent event, RuntimeException cause) {
        byte[] bytes = Codec.CBOR.encode(NumberedEvent.class, event);
        log.publish(
                        LogTopics.DEAD_LETTERS,
                        new DeadLetter(LogTopics.STEPS.name(), String.valueOf(cause.getMessage()), Bytes.of(bytes)))
                .onFailure(lost -> LOG.log(WARNING, "cannot keep an event that makes no sense", lost));
    }

    private static boolean isTransient(Throwable cause) {
        return cause instanceof IOException || cause instanceof NotSent;
    }
}
