package dev.fleetrl.controller.registry;

import dev.fleetrl.contracts.FleetRequest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRecord;
import dev.fleetrl.contracts.RoundRequest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The rounds that were asked for and how they go; a round that finished or failed is never run again. */
public final class Rounds {
    private static final String STOPPED = "somebody stopped it";

    private final Map<RoundId, FleetRequest.Retrain> requests = new HashMap<>();
    private final Map<RoundId, RoundRecord> latest = new HashMap<>();

    public void replay(FleetRequest.Retrain request) {
        requests.putIfAbsent(request.round().id(), request);
    }

    public void replay(FleetRequest.StopRound stop) {
        replay(new RoundRecord.Failed(stop.round(), STOPPED));
    }

    public void replay(RoundRecord record) {
        latest.merge(record.round(), record, (before, now) -> before instanceof RoundRecord.Progress ? now : before);
    }

    public Optional<RoundView> round(RoundId id) {
        return Optional.ofNullable(requests.get(id)).map(this::view);
    }

    /** Answers all rounds in the order asked. */
    public List<RoundView> rounds() {
        return requests.values().stream()
                .sorted(Comparator.comparingLong(FleetRequest.Retrain::atMillis)
                        .thenComparing(request -> request.key()))
                .map(this::view)
                .toList();
    }

    /** Answers what was asked for under such ids, in the order asked. */
    public List<RoundRequest> asked(Predicate<RoundId> which) {
        return rounds().stream()
                .map(RoundView::request)
                .filter(request -> which.test(request.id()))
                .toList();
    }

    /** Answers the round that makes, or has made, this version; a second one would be handed the first one's policy. */
    public Optional<RoundId> making(PolicyVersion version) {
        return rounds().stream()
                .filter(round -> round.request().version().equals(version))
                .filter(round -> round.failed().isEmpty())
                .map(RoundView::round)
                .findFirst();
    }

    /** Answers what is to be done next, or again if its controller died. */
    public Optional<RoundRequest> firstUnfinished() {
        return rounds().stream()
                .filter(round -> round.version().isEmpty() && round.failed().isEmpty())
                .map(RoundView::request)
                .findFirst();
    }

    private RoundView view(FleetRequest.Retrain request) {
        RoundId id = request.round().id();
        RoundRecord record = latest.getOrDefault(id, new RoundRecord.Progress(id, "waiting", 0, 0));
        if (record instanceof RoundRecord.Finished finished) {
            return view(request, "finished", 1, 0, Optional.of(finished.version()), Optional.empty());
        }
        if (record instanceof RoundRecord.Failed failed) {
            return view(request, "failed", 0, 0, Optional.empty(), Optional.of(failed.reason()));
        }
        RoundRecord.Progress progress = (RoundRecord.Progress) record;
        return view(
                request,
                progress.doing(),
                progress.fraction(),
                progress.secondsLeft(),
                Optional.empty(),
                Optional.empty());
    }

    private static RoundView view(
            FleetRequest.Retrain request,
            String doing,
            double fraction,
            double secondsLeft,
            Optional<PolicyVersion> version,
            Optional<String> failed) {
        return new RoundView(
                request.round().id(),
                request.round(),
                request.atMillis(),
                doing,
                fraction,
                secondsLeft,
                version,
                failed);
    }
}
