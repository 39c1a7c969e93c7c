package dev.fleetrl.local.supervision;

import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.controller.allocation.operators.AllocationPolicy;
import dev.fleetrl.controller.allocation.operators.Need;
import dev.fleetrl.controller.allocation.operators.Ranked;
import dev.fleetrl.evaluation.ReturnOnHumanEffort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** People look after a fleet, by an order of help, for some hours. */
final class Supervision {
    private static final long SECOND = 1000;
    private static final int SECONDS_PER_MINUTE = 60;

    private final FleetModel model;
    private final AllocationPolicy policy;
    private final boolean anyRobot;
    private final RandomGenerator chance;
    private final RandomGenerator draws;
    private final Map<RobotId, SimulatedRobot> robots = new LinkedHashMap<>();
    private final List<Double> waits = new ArrayList<>();
    private long humanSeconds;
    private long blockedSeconds;
    private int inVain;

    /**
     * What came of it.
     *
     * @param waits of those who were helped, and of those who still waited at the end; seconds, shortest first
     * @param inVain visits to robots with which nothing was wrong
     * @param blockedShare of the robots' time
     */
    record Result(int successes, long humanSeconds, List<Double> waits, int visits, int inVain, double blockedShare) {
        double rohe() {
            return new ReturnOnHumanEffort(successes, (double) humanSeconds / SECONDS_PER_MINUTE).rohe();
        }

        double waited(double quantile) {
            return waits.isEmpty() ? 0 : waits.get((int) Math.ceil(quantile * waits.size()) - 1);
        }
    }

    private Supervision(FleetModel model, AllocationPolicy policy, boolean anyRobot, long seed) {
        this.model = model;
        this.policy = policy;
        this.anyRobot = anyRobot;
        SplittableRandom source = new SplittableRandom(seed);
        chance = source.split();
        draws = source.split();
        for (int number = 0; number < model.robots(); number++) {
            RobotId id = new RobotId("robot-" + number);
            robots.put(id, new SimulatedRobot(id, model, chance));
        }
    }

    /** People come to robots that call. */
    static Result run(FleetModel model, AllocationPolicy policy, long seed) {
        return new Supervision(model, policy, false, seed).run();
    }

    /** People come to any robot, whether it calls or not: Fleet-DAgger's random baseline. */
    static Result runOverAll(FleetModel model, AllocationPolicy policy, long seed) {
        return new Supervision(model, policy, true, seed).run();
    }

    private Result run() {
        for (int second = 0; second < model.seconds(); second++) {
            long now = second * SECOND;
            assign(now);
            for (SimulatedRobot robot : robots.values()) {
                humanSeconds += robot.isHelped() ? 1 : 0;
                robot.pass(now, chance);
                blockedSeconds += robot.state() == SimulatedRobot.State.STUCK ? 1 : 0;
            }
        }
        int visits = waits.size();
        long end = model.seconds() * SECOND;
        robots.values().stream()
                .filter(robot -> !robot.isHelped())
                .flatMap(robot -> robot.call().stream())
                .forEach(need -> waits.add(need.waitedSeconds(end)));
        int successes =
                robots.values().stream().mapToInt(SimulatedRobot::successes).sum();
        double blocked = (double) blockedSeconds / model.seconds() / model.robots();
        return new Result(successes, humanSeconds, waits.stream().sorted().toList(), visits, inVain, blocked);
    }

    private void assign(long now) {
        List<Need> open = robots.values().stream()
                .filter(robot -> !robot.isHelped())
                .flatMap(robot -> anyRobot ? Stream.of(robot.need(now)) : robot.call().stream())
                .toList();
        long busy = robots.values().stream().filter(SimulatedRobot::isHelped).count();
        policy.rank(open, now, draws).stream()
                .limit(model.people() - busy)
                .map(Ranked::need)
                .forEach(need -> visit(need, now));
    }

    private void visit(Need need, long now) {
        SimulatedRobot robot = Objects.requireNonNull(robots.get(need.robot()));
        waits.add(need.waitedSeconds(now));
        inVain += robot.state() == SimulatedRobot.State.WELL ? 1 : 0;
        robot.help(
                switch (robot.state()) {
                    case WELL -> model.leastHelpSeconds();
                    case ASTRAY -> model.helpSeconds(draws);
                    case STUCK -> model.resetSeconds();
                });
    }
}
