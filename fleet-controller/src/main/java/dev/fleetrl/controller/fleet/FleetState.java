package dev.fleetrl.controller.fleet;

import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.FleetRequest;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.controller.allocation.Allocation;
import dev.fleetrl.controller.registry.AuditTrail;
import dev.fleetrl.controller.registry.EpisodeIndex;
import dev.fleetrl.controller.registry.LabelRuns;
import dev.fleetrl.controller.registry.PolicyRegistry;
import dev.fleetrl.controller.registry.Rounds;
import dev.fleetrl.controller.rollout.Rollouts;
import dev.fleetrl.controller.roster.Roster;
import dev.fleetrl.transport.Log;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;

/** Everything that the controller knows: what robots said lately, and what the log tells. */
public record FleetState(
        Roster roster,
        Allocation allocation,
        EpisodeIndex episodes,
        PolicyRegistry policies,
        LabelRuns labels,
        Rounds rounds,
        Rollouts rollouts,
        AuditTrail audit) {
    public static FleetState empty(Roster roster, Allocation allocation, Rollouts rollouts) {
        return new FleetState(
                roster,
                allocation,
                new EpisodeIndex(),
                new PolicyRegistry(),
                new LabelRuns(),
                new Rounds(),
                rollouts,
                new AuditTrail());
    }

    /** The episodes that count: one for each seed of a collection. */
    public List<EpisodeManifest> countedEpisodes() {
        return episodes.all().stream().filter(allocation::counts).toList();
    }

    /** Reads the log to its end, requests first, and goes on with what comes; tells of each once the state shows it. */
    Future<Void> replay(
            Log log, Consumer<FleetRequest> asked, Consumer<ModelRecord> told, Consumer<EpisodeRecord> afterwards) {
        return follow(log, LogTopics.REQUESTS, request -> {
                    hear(request);
                    asked.accept(request);
                })
                .compose(done -> follow(log, LogTopics.MODELS, record -> {
                    policies.replay(record);
                    rollouts.replay(record);
                    told.accept(record);
                }))
                .compose(done -> follow(log, LogTopics.LABELS, labels::replay))
                .compose(done -> follow(log, LogTopics.ROLLOUTS, rounds::replay))
                .compose(done -> follow(log, LogTopics.AUDIT, audit::replay))
                .compose(done -> follow(log, LogTopics.EPISODES, record -> {
                    allocation.replay(record);
                    episodes.replay(record);
                    rollouts.replay(record);
                    afterwards.accept(record);
                }));
    }

    private void hear(FleetRequest request) {
        if (request instanceof FleetRequest.Collect collect) {
            allocation.replay(collect);
        } else if (request instanceof FleetRequest.Withdraw withdraw) {
            allocation.replay(withdraw);
        } else if (request instanceof FleetRequest.Retrain retrain) {
            rounds.replay(retrain);
        } else if (request instanceof FleetRequest.StopRound stop) {
            rounds.replay(stop);
        }
    }

    private static <M> Future<Void> follow(Log log, Topic<M> topic, Consumer<M> replay) {
        return log.replay(topic, Log.Position.START, logged -> {
            replay.accept(logged.message());
            return Future.succeededFuture();
        });
    }
}
