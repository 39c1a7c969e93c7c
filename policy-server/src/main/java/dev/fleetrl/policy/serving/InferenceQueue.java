package dev.fleetrl.policy.serving;

import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.policy.batching.BatchQueue;
import dev.fleetrl.policy.condition.Guidance;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** From questions on the event loop to batches on worker threads and back. Owned by one event loop. */
final class InferenceQueue {
    private static final System.Logger LOG = System.getLogger(InferenceQueue.class.getName());

    private final Vertx vertx;
    private final WorkerExecutor workers;
    private final IntSupplier clients;
    private final BatchQueue<Key, Waiting> queue;
    private final ServingStatistics statistics;
    private final ServingMetrics metrics;
    private final BatchQueue.Limits limits;
    private final Shadows shadows;
    private Optional<Wake> wake = Optional.empty();

    /** What one batch has in common: the samplings are graphs of their own. Who leaves the guidance to the policy gets one of them. */
    private record Key(PolicyVersion version, Optional<Boolean> isPlain, boolean goesOn, boolean isChosen) {
        static Key of(Asked asked, int rows) {
            return new Key(
                    asked.version(),
                    asked.query().guidance().map(Guidance::isPlain),
                    asked.query().underWay().isPresent(),
                    rows > 1);
        }
    }

    /**
     * A question, and who asks.
     *
     * @param lease of the version; it is the asker's
     */
    record Asked(
            PolicyVersion version,
            PolicyQuery query,
            String client,
            WarmPolicies.Lease lease,
            long atNanos,
            long deadlineNanos) {}

    private record Waiting(Asked asked, WarmPolicies.Lease lease, Promise<Answered> promise) {
        void answer(Answered answered) {
            lease.close();
            promise.complete(answered);
        }
    }

    private record Wake(long timer, long atNanos) {}

    /**
     * An answer, and where its time went.
     *
     * @param queueMillis from the question's arrival to the start of its batch
     * @param inferMillis of the whole batch
     * @param batch questions in it
     */
    record Answered(PolicyAnswer answer, double queueMillis, double inferMillis, int batch) {
        static Answered without(PolicyAnswer reason) {
            return new Answered(reason, 0, 0, 0);
        }
    }

    /** @param kind names its threads, as many as there may be batches at a time */
    InferenceQueue(
            Vertx vertx,
            String kind,
            BatchQueue.Limits limits,
            Shadows shadows,
            IntSupplier clients,
            ServingStatistics statistics,
            ServingMetrics metrics) {
        this.vertx = vertx;
        this.clients = clients;
        this.statistics = statistics;
        this.limits = limits;
        this.shadows = shadows;
        this.metrics = metrics;
        queue = new BatchQueue<>(limits);
        workers = vertx.createSharedWorkerExecutor("inference" + kind, limits.workers());
    }

    /** Answered in its turn, or with the reason at once. */
    Future<Answered> ask(Asked asked) {
        int rows = asked.lease().backend().rows(asked.query());
        if (rows > limits.maxBatch()) {
            return Future.succeededFuture(Answered.without(new PolicyAnswer.Refused(
                    rows + " candidates do not fit in this server's batches of " + limits.maxBatch())));
        }
        Waiting waiting = new Waiting(asked, asked.lease().again(), Promise.promise());
        Key key = Key.of(asked, rows);
        queue.expect(key, () -> asked.lease().backend().timeOf(asked.query()));
        long now = System.nanoTime();
        queue.offer(
                        new BatchQueue.Question<>(
                                key, asked.client(), waiting, rows, asked.atNanos(), asked.deadlineNanos()),
                        now)
                .ifPresent(refused -> refuse(refused.item(), refused.reason()));
        pump();
        return waiting.promise().future();
    }

    private void refuse(Waiting waiting, BatchQueue.Reason reason) {
        String why = switch (reason) {
            case FULL -> "busy: too many questions wait; ask again";
            case LATE -> "busy: the answer would come too late; ask again";
        };
        statistics.turnedAway();
        waiting.answer(Answered.without(new PolicyAnswer.Busy(why)));
    }

    private void pump() {
        queue.dropLate(System.nanoTime()).forEach(late -> refuse(late, BatchQueue.Reason.LATE));
        var batch = queue.poll(System.nanoTime(), clients.getAsInt());
        while (batch.isPresent()) {
            run(batch.get());
            batch = queue.poll(System.nanoTime(), clients.getAsInt());
        }
        queue.wakeNanos().ifPresent(this::wakeAt);
        shadows.pump();
    }

    private void wakeAt(long nanos) {
        if (wake.isPresent()) {
            if (wake.get().atNanos() - nanos <= 0) {
                return;
            }
            vertx.cancelTimer(wake.get().timer());
        }
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime() + 999_999));
        long timer = vertx.setTimer(millis, fired -> {
            wake = Optional.empty();
            pump();
        });
        wake = Optional.of(new Wake(timer, nanos));
    }

    private void run(BatchQueue.Batch<Key, Waiting> batch) {
        List<PolicyQuery> queries =
                batch.items().stream().map(item -> item.asked().query()).toList();
        PolicyBackend backend = batch.items().get(0).lease().backend();
        workers.executeBlocking(() -> CheckedAnswers.of(backend, queries), false)
                .onComplete(done -> {
                    long now = System.nanoTime();
                    if (isAnswered(done)) {
                        queue.finished(batch, now);
                    } else {
                        queue.failed(batch);
                    }
                    statistics.ran(queries.size());
                    metrics.ran();
                    for (int i = 0; i < queries.size(); i++) {
                        answerOrFail(batch, i, done, now);
                    }
                    pump();
                });
    }

    private static boolean isAnswered(AsyncResult<List<PolicyAnswer>> done) {
        return done.succeeded() && done.result().stream().anyMatch(PolicyAnswer.Chunk.class::isInstance);
    }

    /** Whatever becomes of one robot's answer, the others of its batch get theirs. */
    private void answerOrFail(
            BatchQueue.Batch<Key, Waiting> batch, int row, AsyncResult<List<PolicyAnswer>> done, long now) {
        try {
            answer(batch, row, done, now);
        } catch (RuntimeException e) {
            Waiting waiting = batch.items().get(row);
            waiting.lease().close();
            if (!waiting.promise().tryFail(e)) {
                LOG.log(WARNING, "an answer was not taken well", e);
            }
        }
    }

    private void answer(BatchQueue.Batch<Key, Waiting> batch, int row, AsyncResult<List<PolicyAnswer>> done, long now) {
        Waiting waiting = batch.items().get(row);
        if (done.failed()) {
            waiting.lease().close();
            waiting.promise().fail(done.cause());
            return;
        }
        long asked = waiting.asked().atNanos();
        PolicyAnswer answer = done.result().get(row);
        if (answer instanceof PolicyAnswer.Chunk chunk) {
            shadows.heard(waiting.asked().version(), waiting.asked().query(), chunk);
        }
        statistics.answered(answer, now - asked, now - waiting.asked().deadlineNanos() > 0);
        Answered answered = new Answered(
                answer,
                (batch.startNanos() - asked) / 1e6,
                (now - batch.startNanos()) / 1e6,
                batch.items().size());
        metrics.answered(batch.key().version(), answered, now - asked);
        waiting.answer(answered);
    }

    /** Whether no question waits. */
    boolean isIdle() {
        return queue.isIdle();
    }

    int waiting() {
        return queue.size();
    }

    /** Ends its threads; nobody may ask any more. */
    void close() {
        workers.close().onFailure(cause -> LOG.log(WARNING, "threads of a queue do not end", cause));
    }
}
