package dev.fleetrl.controller.fleet;

import dev.fleetrl.contracts.FleetRequest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RoundRequest;
import dev.fleetrl.controller.allocation.Practice;
import dev.fleetrl.controller.retrain.schedule.RetrainSchedule;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Asks for the rounds that the schedule says are due. */
final class DueRounds {
    private final Practice practice;
    private final RetrainSchedule schedule;
    private final FleetState state;
    private final Function<FleetRequest, Future<Void>> ask;
    private final LongSupplier clockMillis;
    private int asked;

    DueRounds(
            Practice practice,
            RetrainSchedule schedule,
            FleetState state,
            Function<FleetRequest, Future<Void>> ask,
            LongSupplier clockMillis) {
        this.practice = practice;
        this.schedule = schedule;
        this.state = state;
        this.ask = ask;
        this.clockMillis = clockMillis;
    }

    /**
     * A round that was asked for counts only once the log tells of it; until then it is not asked for again. While a version has to
     * prove itself, none is due: the next would only wait for it.
     */
    void tick() {
        List<RoundRequest> told = state.rounds().asked(schedule::owns);
        int known = told.size();
        if (known < asked
                || state.rounds().firstUnfinished().isPresent()
                || state.rollouts().goesOn(practice.task())) {
            return;
        }
        Optional<PolicyVersion> published = state.policies().published(practice.task());
        schedule.due(
                        practice.collections(state.episodes().all()),
                        practice.collectionOf(published),
                        told,
                        published.map(state.policies()::root))
                .ifPresent(round -> {
                    asked = known + 1;
                    var unused = ask.apply(new FleetRequest.Retrain(round, clockMillis.getAsLong()))
                            .onFailure(cause -> asked = known);
                });
    }
}
