package dev.fleetrl.controller.retrain;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRecord;
import dev.fleetrl.contracts.RoundRequest;
import dev.fleetrl.controller.registry.EpisodeIndex;
import dev.fleetrl.controller.registry.LabelRuns;
import dev.fleetrl.controller.registry.PolicyRegistry;
import dev.fleetrl.controller.registry.RoundView;
import dev.fleetrl.controller.registry.Rounds;
import dev.fleetrl.controller.rollout.Rollouts;
import dev.fleetrl.transport.Log;
import dev.fleetrl.transport.NotSent;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** Runs the rounds that were asked for, one at a time: two trainings at once would only take each other's processors. */
public final class RoundRunner {
    private static final System.Logger LOG = System.getLogger(RoundRunner.class.getName());

    private final State state;
    private final RetrainRound.Ports ports;
    private final Patience patience;
    private final LongSupplier clockMillis;
    private final Conditions conditions;
    private final Set<RoundId> over = new HashSet<>();
    private Optional<RoundId> inHand = Optional.empty();
    private boolean running;
    private boolean stopping;
    private boolean closed;

    /** What the rounds read. */
    public record State(
            Rounds rounds, EpisodeIndex episodes, LabelRuns labels, PolicyRegistry policies, Rollouts rollouts) {}

    /** How long a value-model may take to label, and a policy server to load. */
    public record Patience(long labelMillis, long warmMillis) {}

    public RoundRunner(
            State state,
            Log log,
            SnapshotFiles snapshots,
            TrainingJobs training,
            Patience patience,
            LongSupplier clockMillis) {
        this.state = state;
        this.ports = new RetrainRound.Ports(log, snapshots, training);
        this.patience = patience;
        this.clockMillis = clockMillis;
        this.conditions = new Conditions(clockMillis);
    }

    /** Looks at what rounds wait for. */
    public void tick() {
        if (running && round(inHand).flatMap(RoundView::failed).isPresent()) {
            stopping = true;
            ports.training().cancel(); // again and again: it may be just about to begin
        }
        conditions.tick();
    }

    /** Begins the round that is next; about once a second, so that one whose broker is away is not tried in a hurry. */
    public void tickSlowly() {
        if (!running && !closed) {
            state.rounds()
                    .firstUnfinished()
                    .filter(round -> !over.contains(round.id()))
                    .ifPresent(this::begin);
        }
    }

    /** A round that is cut short is no failure: the next controller runs it again. */
    public void close() {
        closed = true;
        ports.training().close();
    }

    private Optional<RoundView> round(Optional<RoundId> id) {
        return id.flatMap(state.rounds()::round);
    }

    private void begin(RoundRequest round) {
        running = true;
        stopping = false;
        inHand = Optional.of(round.id());
        LOG.log(INFO, "round {0} begins", round.id());
        new RetrainRound(round, state, ports, patience, conditions, clockMillis)
                .run()
                .onSuccess(done -> over.add(round.id()))
                .recover(cause -> closed ? Future.succeededFuture() : fail(round.id(), cause))
                .onFailure(cause -> LOG.log(WARNING, "round " + round.id() + " is tried again", cause))
                .onComplete(done -> running = false);
    }

    /** A broker that is away is no reason to call a round failed: it is run again, and finds what it has done. */
    private Future<Void> fail(RoundId round, Throwable cause) {
        if (stopping) {
            LOG.log(INFO, "round {0} was stopped", round);
            return Future.succeededFuture();
        }
        if (cause instanceof NotSent) {
            return Future.failedFuture(cause);
        }
        String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
        LOG.log(WARNING, "round {0} failed: {1}", round, reason);
        return ports.log()
                .publish(LogTopics.ROLLOUTS, new RoundRecord.Failed(round, reason))
                .onSuccess(written -> over.add(round));
    }
}
