package dev.fleetrl.value.service;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.FleetRequest;
import dev.fleetrl.contracts.LabelRecord;
import dev.fleetrl.contracts.LabelRequest;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.episodes.UnreadableFileException;
import dev.fleetrl.transport.Log;
import dev.fleetrl.value.recap.LabelRefused;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Answers label requests, one after the other in the order of the log.
 *
 * <p>What it has to do stands in the log and nowhere else: a request without a Finished or Failed is open, also after a
 * restart. One instance a site; two would both do the same work.
 */
final class LabelVerticle extends VerticleBase {
    private static final System.Logger LOG = System.getLogger(LabelVerticle.class.getName());
    private static final int LONGEST_RUN_HOURS = 24;

    private final Log log;
    private final Labelling labelling;
    private final Set<LabelRunId> answered = new HashSet<>();
    private final Set<LabelRunId> taken = new HashSet<>();
    private Future<?> last = Future.succeededFuture();
    private volatile boolean stopping;

    LabelVerticle(Log log, Labelling labelling) {
        this.log = log;
        this.labelling = labelling;
    }

    @Override
    public Future<?> start() {
        WorkerExecutor worker =
                vertx.createSharedWorkerExecutor("labels-" + deploymentID(), 1, LONGEST_RUN_HOURS, TimeUnit.HOURS);
        return log.replay(LogTopics.LABELS, Log.Position.START, logged -> hop(() -> hear(logged.message())))
                .compose(heard -> log.replay(
                        LogTopics.REQUESTS, Log.Position.START, logged -> hop(() -> take(worker, logged.message()))));
    }

    /** A run in progress ends within a training step; its request stays open. */
    @Override
    public Future<?> stop() {
        stopping = true;
        return last.otherwiseEmpty();
    }

    /** The log calls back on its own context; the sets belong to this verticle's. */
    private Future<Void> hop(Runnable task) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(hopped -> {
            task.run();
            done.complete();
        });
        return done.future();
    }

    private void hear(LabelRecord record) {
        if (!(record instanceof LabelRecord.Progress)) {
            answered.add(record.run());
        }
    }

    /** The log goes on at once; a run takes minutes, and is done when its answer is in the log. */
    private void take(WorkerExecutor worker, FleetRequest request) {
        if (request instanceof FleetRequest.Label label
                && !answered.contains(label.label().run())
                && taken.add(label.label().run())) {
            last = worker.executeBlocking(() -> answer(label.label()), true)
                    .compose(record -> log.publish(LogTopics.LABELS, record))
                    .onFailure(cause -> {
                        if (!stopping) {
                            LOG.log(
                                    ERROR,
                                    "run " + label.key() + " is not answered; a restart takes it up again",
                                    cause);
                        }
                    });
        }
    }

    private LabelRecord answer(LabelRequest request) {
        Progress progress = new Progress(request.run());
        try {
            unlessStopping();
            LabelRecord.Finished finished = labelling.label(request, (doing, done, total) -> {
                unlessStopping();
                progress.at(doing, done, total).ifPresent(this::tell);
            });
            LOG.log(INFO, "labelled {0} in {1} s", request.run(), Math.round(finished.seconds()));
            finished.flags().forEach(flag -> LOG.log(WARNING, "labels {0}: {1}", request.run(), flag));
            return finished;
        } catch (Stopped e) {
            throw e;
        } catch (IOException | UnreadableFileException | LabelRefused e) {
            return failed(request, String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            return failed(request, "value-model is out of memory; give it a larger heap, 1 GB for 25 000 steps");
        } catch (RuntimeException e) {
            LOG.log(ERROR, "labelling " + request.run() + " went wrong", e);
            return failed(request, String.valueOf(e.getMessage()));
        }
    }

    private static LabelRecord failed(LabelRequest request, String reason) {
        String line = reason.lines().findFirst().orElse("no reason given");
        LOG.log(WARNING, "cannot label {0}: {1}", request.run(), line);
        return new LabelRecord.Failed(request.run(), line);
    }

    private void tell(LabelRecord.Progress progress) {
        log.publish(LogTopics.LABELS, progress)
                .onFailure(cause -> LOG.log(ERROR, "cannot tell the progress of " + progress.run(), cause));
    }

    private void unlessStopping() {
        if (stopping) {
            throw new Stopped();
        }
    }

    /** The service ends; the run is neither finished nor failed. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
