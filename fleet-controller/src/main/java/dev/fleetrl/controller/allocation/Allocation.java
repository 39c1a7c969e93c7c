package dev.fleetrl.controller.allocation;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Birth;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.FleetRequest;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RolloutStage;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.controller.rollout.Rollouts;
import dev.fleetrl.controller.roster.RobotView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which ready robot runs which seed of which collection.
 *
 * <p>Collections are served in the order asked; a seed is given out until it has a verdict, to one robot at a time. What is
 * decided changes nothing before it comes back through {@link #replay}; the caller waits for that before it decides again.
 *
 * <p>Not thread-safe: one event loop owns it.
 */
public final class Allocation {
    private final Limits limits;
    private final Optional<Practice> practice;
    private final Map<CollectionId, FleetRequest.Collect> requests = new HashMap<>();
    private final Set<CollectionId> withdrawn = new HashSet<>();
    private List<CollectionRequest> inOrder = List.of();
    private final Map<CollectionId, Seeds> seeds = new HashMap<>();
    private final Map<EpisodeId, EpisodePlan> plans = new HashMap<>();
    private final Map<EpisodeId, Outstanding> outstanding = new LinkedHashMap<>();
    private final Map<RobotId, Long> restsUntilMillis = new HashMap<>();
    private long highestPractised = Long.MIN_VALUE;

    public Allocation(Limits limits, Optional<Practice> practice) {
        this.limits = limits;
        this.practice = practice;
    }

    /**
     * How long to wait for a sign of life.
     *
     * @param openWithinMillis from the assignment to the episode's beginning; longer than a command's life time
     * @param giveUpMillis without a sign of an episode that has begun
     */
    public record Limits(long openWithinMillis, long giveUpMillis) {}

    /** An episode that is to be run, and what a rollout has of it. */
    private record Wanted(EpisodePlan plan, Optional<Rollouts.Next> next) {}

    /** Asking again with the same id changes nothing. */
    public void replay(FleetRequest.Collect request) {
        requests.putIfAbsent(request.collection().id(), request);
        inOrder = requests.values().stream()
                .sorted(Comparator.comparingLong(FleetRequest.Collect::atMillis).thenComparing(FleetRequest::key))
                .map(FleetRequest.Collect::collection)
                .toList();
    }

    public void replay(FleetRequest.Withdraw request) {
        withdrawn.add(request.collection());
    }

    public void replay(EpisodeRecord record) {
        if (record instanceof EpisodeRecord.Assigned assigned) {
            plans.put(assigned.episode(), assigned.plan());
            practised(assigned.plan());
            seeds(assigned.plan().collection()).assigned(assigned.plan(), assigned.atMillis());
            outstanding.put(
                    assigned.episode(), new Outstanding(assigned.plan(), assigned.robot(), assigned.atMillis()));
        } else if (record instanceof EpisodeRecord.GivenUp givenUp) {
            outstanding.remove(givenUp.episode());
            Optional.ofNullable(plans.get(givenUp.episode()))
                    .ifPresent(plan -> seeds(plan.collection()).givenUp(plan.seed(), plan.episode()));
        } else if (record instanceof EpisodeRecord.Sealed sealed) {
            outstanding.remove(sealed.episode());
            plans.remove(sealed.episode());
            practised(sealed.manifest().plan());
            seeds(sealed.manifest().plan().collection()).sealed(sealed.manifest());
        }
    }

    private void practised(EpisodePlan plan) {
        if (practice.filter(idle -> idle.holds(plan)).isPresent()) {
            highestPractised = Math.max(highestPractised, plan.seed());
        }
    }

    /** The log was read to its end: from now on silence counts. */
    public void begin(long nowMillis) {
        outstanding.values().forEach(waiting -> waiting.waitsSince(nowMillis));
    }

    /** A robot has begun. */
    public void hear(EpisodeEvent.Opened opened) {
        Optional.ofNullable(outstanding.get(opened.episode())).ifPresent(waiting -> waiting.opened(opened.atMillis()));
    }

    /** A robot did not take a plan; it is left in peace for a while. */
    public void hearRefusal(String episode, String reason, long nowMillis) {
        outstanding.values().stream()
                .filter(waiting -> waiting.plan().episode().value().equals(episode))
                .forEach(waiting -> {
                    waiting.refused("refused: " + reason);
                    restsUntilMillis.put(waiting.robot(), nowMillis + limits.openWithinMillis());
                });
    }

    /** Answers what to write: attempts that are given up, and new assignments. */
    public List<EpisodeRecord> decide(Circumstances now) {
        Map<RobotId, RobotView> robots = new HashMap<>();
        now.robots().forEach(robot -> robots.put(robot.robot(), robot));
        List<EpisodeRecord> decisions = new ArrayList<>();
        for (Outstanding waiting : outstanding.values()) {
            Optional.ofNullable(robots.get(waiting.robot())).ifPresent(view -> waiting.look(view, now.nowMillis()));
            waiting.lost(now.nowMillis(), limits.openWithinMillis(), limits.giveUpMillis())
                    .ifPresent(reason -> decisions.add(
                            new EpisodeRecord.GivenUp(waiting.plan().episode(), reason, now.nowMillis())));
        }
        if (!now.paused()) {
            decisions.addAll(assignments(now));
        }
        return decisions;
    }

    public List<CollectionProgress> collections(long nowMillis) {
        return inOrder.stream().map(request -> progress(request, nowMillis)).toList();
    }

    public Optional<CollectionProgress> collection(CollectionId id, long nowMillis) {
        return Optional.ofNullable(requests.get(id)).map(request -> progress(request.collection(), nowMillis));
    }

    private CollectionProgress progress(CollectionRequest request, long nowMillis) {
        CollectionProgress progress = seeds(request.id()).progress(request, nowMillis);
        return withdrawn.contains(request.id()) ? progress.withdrawn() : progress;
    }

    /** A seed has one verdict; a second attempt that was judged too is kept in the store, but never counted. */
    public boolean counts(EpisodeManifest manifest) {
        return seeds(manifest.plan().collection()).counts(manifest);
    }

    private List<EpisodeRecord> assignments(Circumstances now) {
        List<EpisodeRecord> assignments = new ArrayList<>();
        Taken taken = Taken.nothing();
        for (RobotView robot : now.robots()) {
            if (mayStart(robot, now.nowMillis())) {
                wanted(robot, now, taken).ifPresent(wanted -> {
                    taken.seeds(wanted.plan().collection()).add(wanted.plan().seed());
                    wanted.next()
                            .filter(Rollouts.Next::opens)
                            .ifPresent(
                                    next -> taken.opened().merge(wanted.plan().task(), 1, Integer::sum));
                    assignments.add(new EpisodeRecord.Assigned(
                            wanted.plan(),
                            robot.robot(),
                            now.nowMillis(),
                            wanted.next().flatMap(Rollouts.Next::block)));
                });
            }
        }
        return assignments;
    }

    private boolean mayStart(RobotView robot, long nowMillis) {
        return robot.isReady()
                && restsUntilMillis.getOrDefault(robot.robot(), Long.MIN_VALUE) <= nowMillis
                && outstanding.values().stream()
                        .noneMatch(waiting -> waiting.robot().equals(robot.robot()) && waiting.occupies(robot));
    }

    private Optional<Wanted> wanted(RobotView robot, Circumstances now, Taken taken) {
        for (CollectionRequest request : ownFirst(robot.robot())) {
            if (!withdrawn.contains(request.id()) && suits(robot, request, now)) {
                OptionalLong seed = seeds(request.id()).next(request, taken.seeds(request.id()));
                if (seed.isPresent()) {
                    return Optional.of(new Wanted(plan(request, seed.getAsLong()), Optional.empty()));
                }
            }
        }
        return canary(robot, now, taken).or(() -> practice.flatMap(idle -> practise(robot, idle, now, taken)));
    }

    /** What a rollout compares, at fresh starts; nobody helps. Practice asks in shadow, and is compared in the fleet. */
    private Optional<Wanted> canary(RobotView robot, Circumstances now, Taken taken) {
        for (TaskId task : now.rollouts().tasks()) {
            boolean practised =
                    practice.filter(idle -> idle.task().equals(task)).isPresent();
            Optional<Rollouts.Next> next = taken.next(task, robot, now)
                    .filter(wanted -> wanted.stage() == RolloutStage.CANARY || !practised)
                    .filter(wanted -> suits(robot, task, wanted.source(), now));
            if (next.isPresent()) {
                CollectionId collection = next.get().collection();
                long seed = firstFree(now.rollouts().freshSeed(), taken.all());
                double pace = now.rollouts().settings().pace();
                CollectionRequest one = new CollectionRequest(
                        collection, task, Cohort.CANARY, next.get().source(), 1, seed, pace);
                return Optional.of(new Wanted(plan(one, seed), next));
            }
        }
        return Optional.empty();
    }

    /** What is for this robot alone comes first: its person waits there, and expects nothing else to move. */
    private List<CollectionRequest> ownFirst(RobotId robot) {
        return inOrder.stream()
                .sorted(Comparator.comparing(request -> !request.robot().equals(Optional.of(robot))))
                .toList();
    }

    /** Beside a version that the fleet has just got, some go on with the one before. */
    private Optional<Wanted> practise(RobotView robot, Practice idle, Circumstances now, Taken taken) {
        Optional<Rollouts.Next> compared =
                taken.next(idle.task(), robot, now).filter(next -> next.stage() == RolloutStage.FLEET);
        Optional<ActionSource> published = now.published().apply(idle.task()).map(ActionSource.Policy::new);
        return compared.map(Rollouts.Next::source)
                .or(() -> published)
                .or(() -> demonstrator(robot).map(ActionSource.Demonstration::new))
                .filter(driver -> suits(robot, idle.task(), driver, now))
                .map(driver -> {
                    CollectionId collection = idle.collectionOf(Practice.version(driver));
                    long seed = nextFresh(idle, taken.all());
                    CollectionRequest one =
                            new CollectionRequest(collection, idle.task(), Cohort.TRAIN, driver, 1, seed, idle.pace());
                    return new Wanted(plan(one, seed), compared);
                });
    }

    /** Answers a seed that nobody was ever at. */
    private long nextFresh(Practice idle, Set<Long> taken) {
        return firstFree(highestPractised < idle.firstSeed() ? idle.firstSeed() : highestPractised + 1, taken);
    }

    private static long firstFree(long first, Set<Long> taken) {
        long seed = first;
        while (taken.contains(seed)) {
            seed++;
        }
        return seed;
    }

    private EpisodePlan plan(CollectionRequest request, long seed) {
        Attempt attempt = new Attempt(request.id(), seed, seeds(request.id()).nextAttempt(seed));
        return new EpisodePlan(
                attempt.episode(),
                request.id(),
                request.task(),
                request.cohort(),
                request.driver(),
                seed,
                request.pace(),
                request.variation());
    }

    private static Optional<OperatorId> demonstrator(RobotView robot) {
        return robot.birth().flatMap(birth -> birth.demonstrators().stream().findFirst());
    }

    /** Where a robot is named, a person may be its demonstrator, who is at that robot. */
    private static boolean suits(RobotView robot, CollectionRequest request, Circumstances now) {
        if (request.robot().isEmpty()) {
            return suits(robot, request.task(), request.driver(), now);
        }
        boolean byPerson = request.driver() instanceof ActionSource.Demonstration
                && robot.birth().orElseThrow().tasks().contains(request.task());
        return request.robot().get().equals(robot.robot())
                && (byPerson || suits(robot, request.task(), request.driver(), now));
    }

    private static boolean suits(RobotView robot, TaskId task, ActionSource driver, Circumstances now) {
        Birth birth = robot.birth().orElseThrow();
        boolean canAct = driver instanceof ActionSource.Demonstration demonstration
                ? birth.demonstrators().contains(demonstration.by())
                : driver instanceof ActionSource.Policy policy
                        && now.registered().test(policy.version());
        return canAct && birth.tasks().contains(task);
    }

    private Seeds seeds(CollectionId collection) {
        return seeds.computeIfAbsent(collection, id -> new Seeds());
    }
}
