package dev.fleetrl.policy.serving;

import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.policy.batching.BatchQueue;
import dev.fleetrl.policy.condition.Guidance;
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
    private final Vertx vertx;
    private final WorkerExecutor workers;
    private final WarmPolicies policies;
    private final IntSupplier clients;
    private final BatchQueue<Key, Asked> queue;
    private final ServingStatistics statistics;
    private int idleWorkers;
    private boolean timerIsSet;

    /** What one batch has in common: the samplings are graphs of their own. Who leaves the guidance to the policy gets one of them. */
    private record Key(PolicyVersion version, Optional<Boolean> isPlain, boolean goesOn) {}

    private record Asked(PolicyQuery query, Promise<Answered> promise, long atNanos) {}

    /** An answer and the time that the network took. */
    record Answered(PolicyAnswer answer, double inferMillis) {}

    InferenceQueue(
            Vertx vertx,
            WarmPolicies policies,
            BatchQueue.Limits limits,
            int workers,
            IntSupplier clients,
            ServingStatistics statistics) {
        this.vertx = vertx;
        this.policies = policies;
        this.clients = clients;
        this.statistics = statistics;
        queue = new BatchQueue<>(limits);
        idleWorkers = workers;
        this.workers = vertx.createSharedWorkerExecutor("inference", workers);
    }

    Future<Answered> ask(PolicyVersion version, PolicyQuery query) {
        Promise<Answered> promise = Promise.promise();
        long now = System.nanoTime();
        Key key = new Key(
                version,
                query.guidance().map(Guidance::isPlain),
                query.underWay().isPresent());
        if (!queue.offer(key, new Asked(query, promise, now), now)) {
            return Future.failedFuture("too many questions wait; raise serving.maxWaiting or start another server");
        }
        pump();
        return promise.future();
    }

    private void pump() {
        while (idleWorkers > 0) {
            var batch = queue.poll(System.nanoTime(), clients.getAsInt());
            if (batch.isEmpty()) {
                wakeAtDeadline();
                return;
            }
            idleWorkers--;
            run(batch.get());
        }
    }

    private void wakeAtDeadline() {
        if (timerIsSet || queue.deadlineNanos().isEmpty()) {
            return;
        }
        timerIsSet = true;
        long left = queue.deadlineNanos().get() - System.nanoTime();
        vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left + 999_999)), timer -> {
            timerIsSet = false;
            pump();
        });
    }

    private void run(BatchQueue.Batch<Key, Asked> batch) {
        List<PolicyQuery> queries = batch.items().stream().map(Asked::query).toList();
        workers.executeBlocking(() -> infer(batch.key().version(), queries), false)
                .onComplete(done -> {
                    idleWorkers++;
                    for (int i = 0; i < batch.items().size(); i++) {
                        Asked asked = batch.items().get(i);
                        if (done.succeeded()) {
                            Answered answered = done.result().get(i);
                            statistics.answered(answered.answer(), System.nanoTime() - asked.atNanos());
                            asked.promise().complete(answered);
                        } else {
                            asked.promise().fail(done.cause());
                        }
                    }
                    statistics.ran(batch.items().size());
                    pump();
                });
    }

    private List<Answered> infer(PolicyVersion version, List<PolicyQuery> queries) {
        try (WarmPolicies.Lease lease = policies.lease(version)) {
            long startedNanos = System.nanoTime();
            List<PolicyAnswer> answers = lease.backend().infer(queries);
            double millis = (System.nanoTime() - startedNanos) / 1e6;
            return answers.stream().map(answer -> new Answered(answer, millis)).toList();
        } catch (PolicyUnavailableException e) {
            Answered refused = new Answered(new PolicyAnswer.Refused(String.valueOf(e.getMessage())), 0);
            return queries.stream().map(query -> refused).toList();
        }
    }

    int waiting() {
        return queue.size();
    }
}
