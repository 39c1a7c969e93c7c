package dev.fleetrl.controller.allocation;

import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.controller.Fixtures;
import dev.fleetrl.controller.rollout.RolloutSettings;
import dev.fleetrl.controller.rollout.Rollouts;
import dev.fleetrl.controller.roster.Liveness;
import dev.fleetrl.controller.roster.RobotView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Robots that lose commands, fall silent, abort and come back, as a seed says. */
final class RandomFleet {
    private static final long TICK_MILLIS = 100;

    final Map<EpisodeId, RobotId> told = new HashMap<>();
    final List<EpisodeRecord> log = new ArrayList<>();
    final List<String> violations = new ArrayList<>();
    private final SplittableRandom random;
    private final Allocation allocation;
    private final Map<RobotId, Robot> robots = new HashMap<>();
    private long nowMillis;

    RandomFleet(long seed, int size, Allocation allocation) {
        this.random = new SplittableRandom(seed);
        this.allocation = allocation;
        for (int i = 1; i <= size; i++) {
            robots.put(new RobotId("robot-" + i), new Robot());
        }
    }

    void tick() {
        nowMillis += TICK_MILLIS;
        robots.forEach(this::live);
        for (EpisodeRecord record : allocation.decide(circumstances())) {
            write(record);
            if (record instanceof EpisodeRecord.Assigned assigned) {
                tell(assigned);
            }
        }
    }

    private void write(EpisodeRecord record) {
        log.add(record);
        allocation.replay(record);
    }

    private void tell(EpisodeRecord.Assigned assigned) {
        RobotId other = told.put(assigned.episode(), assigned.robot());
        if (other != null) {
            violations.add(assigned.episode() + " was given to " + other + " and " + assigned.robot());
        }
        Robot robot = robots.get(assigned.robot());
        if (robot == null || random.nextInt(10) == 0) {
            return;
        }
        if (robot.running.isPresent()) {
            violations.add(assigned.robot() + " got a second plan");
        }
        robot.running = Optional.of(assigned.plan());
        allocation.hear(new EpisodeEvent.Opened(
                assigned.episode(), assigned.robot(), "s", assigned.plan(), "do it", 10, 100, nowMillis));
    }

    /** One step of one robot: it may finish, fall silent in the middle, or come back. */
    private void live(RobotId id, Robot robot) {
        if (robot.silentUntilMillis > nowMillis) {
            return;
        }
        if (robot.running.isEmpty()) {
            return;
        }
        EpisodePlan plan = robot.running.get();
        int dice = random.nextInt(100);
        if (dice < 20) {
            robot.running = Optional.empty();
            write(new EpisodeRecord.Sealed(Fixtures.manifest(plan, outcome(), 10, 0), 1));
        } else if (dice < 23) {
            robot.running = Optional.empty();
            robot.silentUntilMillis = nowMillis + 60_000;
        }
    }

    private Outcome outcome() {
        return List.of(Outcome.SUCCESS, Outcome.FAILURE, Outcome.ABORTED, Outcome.ABANDONED)
                .get(random.nextInt(4));
    }

    private Circumstances circumstances() {
        List<RobotView> views = robots.entrySet().stream()
                .map(entry -> view(entry.getKey(), entry.getValue()))
                .sorted((a, b) -> a.robot().value().compareTo(b.robot().value()))
                .toList();
        return new Circumstances(
                nowMillis,
                false,
                views,
                version -> true,
                task -> Optional.empty(),
                new Rollouts(RolloutSettings.standard(false)));
    }

    private RobotView view(RobotId id, Robot robot) {
        boolean silent = robot.silentUntilMillis > nowMillis;
        return new RobotView(
                id,
                silent ? Liveness.LOST : Liveness.LIVE,
                Optional.of(0L),
                0,
                Optional.of(Fixtures.birth(id, "s")),
                Optional.empty(),
                Optional.of(Fixtures.state(id, "s", nowMillis, nowMillis, robot.running, 0)));
    }

    private static final class Robot {
        private Optional<EpisodePlan> running = Optional.empty();
        private long silentUntilMillis;
    }

    static EpisodePlan practice(long seed, int attempt) {
        return Fixtures.plan("c", seed, attempt, Fixtures.BY_V1, Cohort.TRAIN);
    }
}
