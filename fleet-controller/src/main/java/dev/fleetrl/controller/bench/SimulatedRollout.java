package dev.fleetrl.controller.bench;

import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RolloutStage;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.controller.registry.PolicyView;
import dev.fleetrl.controller.rollout.RolloutSettings;
import dev.fleetrl.controller.rollout.RolloutView;
import dev.fleetrl.controller.rollout.Rollouts;
import dev.fleetrl.controller.rollout.Standing;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * One rollout on a simulated fleet: the real state machine, episodes drawn at random. A robot runs one after the other; robots
 * differ by some 10 % in how fast they are.
 */
public final class SimulatedRollout {
    private static final PolicyVersion OLD = new PolicyVersion("old");
    private static final PolicyVersion NEW = new PolicyVersion("new");
    private static final TaskId TASK = new TaskId("task");
    /** Of the logarithm of a success's duration: a coefficient of variation of 0.35. */
    private static final double SPREAD = 0.34;

    private static final double ROBOTS_DIFFER = 0.1;

    private final Rollouts rollouts;
    private final SplittableRandom random;
    private final Behaviour candidate;
    private final Behaviour baseline;
    private final PriorityQueue<Running> running =
            new PriorityQueue<>(Comparator.comparingLong(Running::endMillis).thenComparing(r -> r.robot.value()));
    private final Deque<RobotId> idle = new ArrayDeque<>();
    private ModelRecord.Published published = new ModelRecord.Published(OLD, TASK, 0);
    private long nowMillis;
    private int episodes;
    private int exposed;

    /**
     * How a version does.
     *
     * @param success probability
     * @param seconds median of a success
     * @param failureSeconds of a failure
     */
    public record Behaviour(double success, double seconds, double failureSeconds) {}

    private record Running(RobotId robot, EpisodePlan plan, boolean success, long endMillis, long millis) {}

    public SimulatedRollout(RolloutSettings settings, Behaviour candidate, Behaviour baseline, long seed) {
        this.rollouts = new Rollouts(settings);
        this.candidate = candidate;
        this.baseline = baseline;
        this.random = new SplittableRandom(seed);
    }

    /** Until the fleet runs the version, or the baseline is there to stay. */
    public RolloutView run(int robots) {
        rollouts.replay(Rollouts.begun(NEW, TASK, OLD, "", nowMillis));
        decide();
        for (int robot = 1; robot <= robots; robot++) {
            begin(new RobotId("robot-" + robot));
        }
        while (stage() == RolloutStage.CANARY) {
            Running next = running.remove();
            nowMillis = next.endMillis();
            rollouts.replay(sealed(next));
            decide();
            idle.addFirst(next.robot());
            List<RobotId> free = List.copyOf(idle);
            idle.clear();
            free.forEach(this::begin);
        }
        return rollouts.rollout(TASK, NEW).orElseThrow();
    }

    /** Episodes that ran the version before anything was decided, whether they were compared or not. */
    public int exposed() {
        return exposed;
    }

    private RolloutStage stage() {
        return rollouts.stage(TASK, NEW).orElseThrow();
    }

    private void decide() {
        Standing standing = new Standing(
                nowMillis,
                task -> Optional.of(published),
                version -> Optional.of(new PolicyView(version, Optional.empty(), List.of("server"), Map.of(), false)),
                task -> true);
        List<ModelRecord> decided = rollouts.decide(standing);
        while (!decided.isEmpty()) {
            for (ModelRecord record : decided) {
                rollouts.replay(record);
                published = record instanceof ModelRecord.Published newest ? newest : published;
            }
            decided = stage() == RolloutStage.CANARY ? rollouts.decide(standing) : List.of();
        }
    }

    private void begin(RobotId robot) {
        Optional<Rollouts.Next> wanted = rollouts.next(TASK, robot, 0);
        if (wanted.isEmpty()) {
            idle.add(robot);
            return;
        }
        Rollouts.Next next = wanted.get();
        EpisodePlan plan = new EpisodePlan(
                new EpisodeId("e" + episodes++),
                next.collection(),
                TASK,
                Cohort.CANARY,
                next.source(),
                rollouts.freshSeed(),
                1);
        rollouts.replay(new EpisodeRecord.Assigned(plan, robot, nowMillis, next.block()));
        Behaviour behaviour = next.driver().equals(NEW) ? candidate : baseline;
        exposed += next.driver().equals(NEW) ? 1 : 0;
        boolean success = random.nextDouble() < behaviour.success();
        double seconds = success
                ? behaviour.seconds() * speed(robot) * Math.exp(SPREAD * random.nextGaussian())
                : behaviour.failureSeconds();
        long millis = Math.round(seconds * 1000);
        running.add(new Running(robot, plan, success, nowMillis + millis, millis));
    }

    private static double speed(RobotId robot) {
        return Math.exp(ROBOTS_DIFFER * new SplittableRandom(robot.value().hashCode()).nextGaussian());
    }

    private static EpisodeRecord sealed(Running done) {
        Ending ending =
                new Ending(done.success() ? Outcome.SUCCESS : Outcome.FAILURE, "simulated", OutcomeSource.ENVIRONMENT);
        return new EpisodeRecord.Sealed(
                new EpisodeManifest(
                        Schema.EPISODE,
                        done.plan().episode(),
                        done.robot(),
                        "simulated",
                        done.plan(),
                        "",
                        10,
                        0,
                        0,
                        done.millis(),
                        ending,
                        1,
                        0,
                        0,
                        List.of(),
                        "",
                        ""),
                0);
    }
}
