package dev.fleetrl.controller.retrain;

import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.FleetRequest;
import dev.fleetrl.contracts.LabelRecord;
import dev.fleetrl.contracts.LabelRequest;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RoundRecord;
import dev.fleetrl.contracts.RoundRequest;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.TrainingJob;
import dev.fleetrl.controller.registry.RoundView;
import dev.fleetrl.controller.retrain.RoundRunner.Patience;
import dev.fleetrl.controller.retrain.RoundRunner.State;
import dev.fleetrl.controller.rollout.Rollouts;
import dev.fleetrl.episodes.SnapshotStore;
import dev.fleetrl.transport.Log;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * One round of improvement: snapshot, labels, training, registration, warm-up, publication. Each stage first looks whether an
 * earlier controller has done it, so that a round can be run again from its start at any time.
 */
final class RetrainRound {
    private static final System.Logger LOG = System.getLogger(RetrainRound.class.getName());

    private final RoundRequest round;
    private final State known;
    private final Ports ports;
    private final Patience patience;
    private final Conditions conditions;
    private final LongSupplier clockMillis;
    private final RoundProgress progress;

    /** Where a round's work is done. */
    record Ports(Log log, SnapshotFiles snapshots, TrainingJobs training) {}

    RetrainRound(
            RoundRequest round,
            State known,
            Ports ports,
            Patience patience,
            Conditions conditions,
            LongSupplier clockMillis) {
        this.round = round;
        this.known = known;
        this.ports = ports;
        this.patience = patience;
        this.conditions = conditions;
        this.clockMillis = clockMillis;
        this.progress = new RoundProgress(ports.log(), round.id(), clockMillis);
    }

    /** Succeeds when the new policy is warm, published if that was asked, and the round is written down as finished. */
    Future<Void> run() {
        return snapshot()
                .compose(snapshot -> labels(snapshot).compose(labels -> train(snapshot, labels)))
                .compose(this::register)
                .compose(this::warmUp)
                .compose(this::publish)
                .compose(version ->
                        ports.log().publish(LogTopics.ROLLOUTS, new RoundRecord.Finished(round.id(), version)));
    }

    private Future<Snapshot> snapshot() {
        progress.at("snapshot", 0);
        SnapshotId id = new SnapshotId(round.id().value());
        return ports.snapshots()
                .find(id)
                .compose(found -> found.map(Future::succeededFuture).orElseGet(() -> {
                    List<EpisodeManifest> episodes = chosen();
                    return ports.snapshots().keep(SnapshotStore.of(id, round.tasks(), episodes));
                }));
    }

    private List<EpisodeManifest> chosen() {
        List<EpisodeManifest> episodes = round.collections().stream()
                .flatMap(collection -> trainable(collection).stream())
                .toList();
        for (TaskId task : round.tasks()) {
            if (episodes.stream().noneMatch(episode -> episode.plan().task().equals(task))) {
                throw new RoundFailed("no sealed episode of task " + task + " with a verdict lies in "
                        + round.collections() + "; collect some first, or name other collections");
            }
        }
        return episodes;
    }

    /** Held-out episodes are never trained on, or the evaluation would judge what was learnt by heart. */
    private List<EpisodeManifest> trainable(CollectionId collection) {
        List<EpisodeManifest> sealed = known.episodes().of(collection);
        if (sealed.stream().anyMatch(episode -> episode.plan().cohort().isAutonomous())) {
            throw new RoundFailed("collection " + collection + " is an evaluation; name a training collection");
        }
        return sealed.stream()
                .filter(episode -> round.tasks().contains(episode.plan().task()))
                .filter(episode -> episode.ending().outcome() == Outcome.SUCCESS
                        || episode.ending().outcome() == Outcome.FAILURE)
                .filter(episode -> episode.steps() > 0)
                .filter(episode -> !known.episodes().isExcluded(episode))
                .toList();
    }

    /** Whether a run that another asked for holds all episodes, the trainer finds, which reads them all before it trains. */
    private Future<Optional<LabelRunId>> labels(Snapshot snapshot) {
        if (round.labels().isEmpty()) {
            round.labelsOf().ifPresent(this::finished);
            return Future.succeededFuture(round.labelsOf());
        }
        progress.at("labels", 0);
        LabelRunId run = new LabelRunId(round.id().value());
        LabelRequest request = new LabelRequest(run, snapshot, round.labels().get());
        return (finished(run).isPresent()
                        ? Future.<Void>succeededFuture()
                        : ports.log().publish(LogTopics.REQUESTS, new FleetRequest.Label(request)))
                .compose(asked -> conditions.met(
                        () -> unlessStopped(finished(run)),
                        patience.labelMillis(),
                        "no labels came in time; is a value-model running?"))
                .onSuccess(this::warn)
                .map(labelled -> Optional.of(labelled.run()));
    }

    private void warn(LabelRecord.Finished labelled) {
        labelled.flags().forEach(flag -> LOG.log(WARNING, "round {0}, labels: {1}", round.id(), flag));
    }

    private Optional<LabelRecord.Finished> finished(LabelRunId run) {
        Optional<LabelRecord> latest = known.labels().latest(run);
        if (latest.isPresent() && latest.get() instanceof LabelRecord.Failed failed) {
            throw new RoundFailed("labels: " + failed.reason());
        }
        if (latest.isPresent() && latest.get() instanceof LabelRecord.Progress labelling && labelling.total() > 0) {
            progress.at("labels", (double) labelling.done() / labelling.total());
        }
        return latest.filter(LabelRecord.Finished.class::isInstance).map(LabelRecord.Finished.class::cast);
    }

    private <T> Optional<T> unlessStopped(Optional<T> found) {
        known.rounds().round(round.id()).flatMap(RoundView::failed).ifPresent(why -> {
            throw new RoundFailed(why);
        });
        return found;
    }

    private Future<PolicyManifest> train(Snapshot snapshot, Optional<LabelRunId> labels) {
        var unused = unlessStopped(labels);
        progress.at("training", 0);
        TrainingJob job = new TrainingJob(
                round.version(),
                round.parent(),
                snapshot,
                labels,
                round.recipe(),
                round.steps(),
                round.seed(),
                Map.copyOf(round.settings()),
                round.collections());
        return ports.training()
                .train(job, told -> progress.at("training", (double) told.step() / told.steps(), told.secondsLeft()));
    }

    private Future<PolicyVersion> register(PolicyManifest manifest) {
        return known.policies().isRegistered(manifest.version())
                ? Future.succeededFuture(manifest.version())
                : ports.log()
                        .publish(LogTopics.MODELS, new ModelRecord.Registered(manifest.version(), manifest))
                        .map(manifest.version());
    }

    private Future<PolicyVersion> warmUp(PolicyVersion version) {
        progress.at("warm-up", 0);
        return conditions.met(
                () -> unlessStopped(isWarm(version) ? Optional.of(version) : Optional.empty()),
                patience.warmMillis(),
                "no policy server has loaded " + version + " in time; is one running?");
    }

    private boolean isWarm(PolicyVersion version) {
        return known.policies()
                .policy(version)
                .map(policy -> {
                    if (policy.warmOn().isEmpty() && !policy.refusedBy().isEmpty()) {
                        throw new RoundFailed("no policy server takes " + version + ": " + policy.refusedBy());
                    }
                    return !policy.warmOn().isEmpty();
                })
                .orElse(false);
    }

    private Future<PolicyVersion> publish(PolicyVersion version) {
        List<TaskId> tasks = round.publish() ? round.tasks() : List.of();
        return Future.all(tasks.stream().map(task -> publish(version, task)).toList())
                .map(version);
    }

    /** Where the task has a policy already, the new one is to be shown better first. */
    private Future<Void> publish(PolicyVersion version, TaskId task) {
        Optional<PolicyVersion> baseline = known.policies().published(task).filter(old -> !old.equals(version));
        if (!known.rollouts().settings().rounds() || baseline.isEmpty()) {
            return Publication.of(version, List.of(task), clockMillis.getAsLong(), ports.log());
        }
        boolean begun = known.rollouts().stage(task, version).isPresent();
        return begun
                ? Future.succeededFuture()
                : ports.log()
                        .publish(
                                LogTopics.MODELS,
                                Rollouts.begun(
                                        version,
                                        task,
                                        baseline.get(),
                                        "made by round " + round.id(),
                                        clockMillis.getAsLong()));
    }
}
