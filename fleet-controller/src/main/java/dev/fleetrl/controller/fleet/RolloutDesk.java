package dev.fleetrl.controller.fleet;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.controller.allocation.Practice;
import dev.fleetrl.controller.registry.PolicyRegistry;
import dev.fleetrl.controller.rollout.Rollouts;
import dev.fleetrl.controller.rollout.Standing;
import dev.fleetrl.transport.Log;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Writes down what the rollouts decide, in order, and nothing new before that has come back. */
public final class RolloutDesk {
    private static final System.Logger LOG = System.getLogger(RolloutDesk.class.getName());

    private final Rollouts rollouts;
    private final PolicyRegistry policies;
    private final Optional<Practice> practice;
    private final Log log;
    private final LongSupplier clockMillis;
    private final Map<ModelRecord, Promise<Void>> awaited = new HashMap<>();

    /** @param practice what robots do when nobody asks for anything */
    RolloutDesk(
            Rollouts rollouts,
            PolicyRegistry policies,
            Optional<Practice> practice,
            Log log,
            LongSupplier clockMillis) {
        this.rollouts = rollouts;
        this.policies = policies;
        this.practice = practice;
        this.log = log;
        this.clockMillis = clockMillis;
    }

    void tick() {
        if (awaited.isEmpty()) {
            write(rollouts.decide(standing())).onFailure(cause -> LOG.log(WARNING, "a rollout has to wait", cause));
        }
    }

    void heard(ModelRecord record) {
        Promise<Void> heard = awaited.remove(record);
        if (heard == null) {
            return;
        }
        heard.complete();
        if (record instanceof ModelRecord.Staged staged) {
            LOG.log(
                    INFO,
                    "rollout of {0} for {1}: {2}, {3}",
                    staged.version(),
                    staged.task(),
                    staged.stage(),
                    staged.reason());
        }
    }

    /** From shadow on, as soon as a server has the version warm and it is its turn. */
    public Future<Void> begin(PolicyVersion version, TaskId task, PolicyVersion baseline, String reason) {
        return write(List.of(Rollouts.begun(version, task, baseline, reason, clockMillis.getAsLong())));
    }

    /** New episodes run the baseline again; fails where the version is not one that could be taken back. */
    public Future<Void> back(PolicyVersion version, TaskId task, String reason) {
        return settled().compose(known -> {
            List<ModelRecord> decided = rollouts.back(version, task, reason, standing());
            return decided.isEmpty()
                    ? Future.failedFuture(
                            "there is no rollout of " + version + " for " + task + " that could be taken back")
                    : write(decided).onSuccess(done -> tick());
        });
    }

    /** Nobody decides on what is on its way to be otherwise. */
    private Future<?> settled() {
        return Future.join(awaited.values().stream().map(Promise::future).toList())
                .recover(lost -> Future.succeededFuture());
    }

    private boolean practised(TaskId task) {
        return practice.filter(idle -> idle.task().equals(task)).isPresent();
    }

    private Standing standing() {
        return new Standing(clockMillis.getAsLong(), policies::publication, policies::policy, this::practised);
    }

    /** Succeeds once the log has told of all, so that whoever asked finds it. */
    private Future<Void> write(List<ModelRecord> decided) {
        Future<Void> written = Future.succeededFuture();
        for (ModelRecord record : decided) {
            Promise<Void> heard = awaited.computeIfAbsent(record, one -> Promise.promise());
            written = written.compose(done -> log.publish(LogTopics.MODELS, record))
                    .onFailure(cause -> lost(record, cause))
                    .compose(done -> heard.future());
        }
        return written;
    }

    private void lost(ModelRecord record, Throwable cause) {
        Optional.ofNullable(awaited.remove(record)).ifPresent(heard -> heard.tryFail(cause));
    }
}
