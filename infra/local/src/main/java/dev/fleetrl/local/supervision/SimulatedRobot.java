package dev.fleetrl.local.supervision;

import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.controller.allocation.operators.Need;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One robot, a second at a time: gets on, goes astray, is stuck. What others see of that is noise around it. */
final class SimulatedRobot {
    private static final SiteId SITE = new SiteId("simulated");
    private static final double SMOOTHING = 1 / 3.0;

    /** So that what is smoothed has a standard deviation of 1: √((2 - α) / α). */
    private static final double NOISE = Math.sqrt((2 - SMOOTHING) / SMOOTHING);

    /** A call is raised where risk was so high three times in a row, and taken back below {@link #CLEAR}. */
    private static final double RAISE = 0.5;

    private static final double CLEAR = 0.4;
    private static final int IN_A_ROW = 3;

    /** Headway is seen in most seconds in which there is some, and in a few in which there is none. */
    private static final double SEEN_RIGHTLY = 0.7;

    private static final double SEEN_WRONGLY = 0.1;

    /** The noise of the policy's own doubt, in standard deviations: it sees less than the critic (area 0.75). */
    private static final double DOUBT = 0.95;

    enum State {
        WELL,
        ASTRAY,
        STUCK
    }

    private final RobotId id;
    private final FleetModel model;
    private final double astray;
    private State state = State.WELL;
    private int done;
    private int age;
    private double riskSeen;
    private double doubtSeen;
    private double leastRisk;
    private int stalled;
    private int high;
    private long calledAtMillis = -1;
    private int successes;
    private int helpSeconds;

    SimulatedRobot(RobotId id, FleetModel model, RandomGenerator random) {
        this.id = id;
        this.model = model;
        astray = model.astray(random);
        begin();
    }

    State state() {
        return state;
    }

    int successes() {
        return successes;
    }

    boolean isHelped() {
        return helpSeconds > 0;
    }

    /** A person comes, and stays for so long; then all is well. */
    void help(int seconds) {
        helpSeconds = seconds;
    }

    /** A second passes; with a person there, a robot neither goes astray nor finds back. */
    void pass(long nowMillis, RandomGenerator random) {
        if (!isHelped()) {
            drift(random);
        }
        if (state == State.WELL) {
            done++;
        }
        age++;
        if (done >= model.workSeconds()) {
            successes++;
            begin();
        } else if (age >= model.limitSeconds() && state != State.STUCK) {
            begin();
        }
        look(nowMillis, random);
        if (isHelped() && --helpSeconds == 0) {
            mend();
        }
    }

    private void mend() {
        if (state == State.STUCK) {
            begin();
        }
        state = State.WELL;
        calledAtMillis = -1;
        high = 0;
        stalled = 0;
    }

    /** What it asks for, if it does. */
    Optional<Need> call() {
        return calledAtMillis < 0 ? Optional.empty() : Optional.of(need(calledAtMillis));
    }

    Need need(long sinceMillis) {
        double risk = risk(riskSeen, model.apart());
        return new Need(
                id,
                SITE,
                Optional.empty(),
                sinceMillis,
                new Need.Signals(
                        state == State.STUCK, risk(doubtSeen, DOUBT), risk, Math.max(0, risk - leastRisk), stalled));
    }

    private void drift(RandomGenerator random) {
        double chance = random.nextDouble();
        if (state == State.WELL && chance < astray) {
            state = State.ASTRAY;
        } else if (state == State.ASTRAY && chance < model.breaks()) {
            state = State.STUCK;
        } else if (state == State.ASTRAY && chance < model.breaks() + model.recovers()) {
            state = State.WELL;
        }
    }

    private void begin() {
        state = State.WELL;
        done = 0;
        age = 0;
        leastRisk = 1;
        stalled = 0;
    }

    private void look(long nowMillis, RandomGenerator random) {
        boolean well = state == State.WELL;
        riskSeen += SMOOTHING * (NOISE * random.nextGaussian() + (well ? 0 : model.apart()) - riskSeen);
        doubtSeen += SMOOTHING * (NOISE * random.nextGaussian() + (well ? 0 : DOUBT) - doubtSeen);
        stalled = random.nextDouble() < (well ? SEEN_RIGHTLY : SEEN_WRONGLY) ? 0 : stalled + 1;
        double risk = risk(riskSeen, model.apart());
        leastRisk = Math.min(leastRisk, risk);
        high = risk >= RAISE ? high + 1 : 0;
        if (calledAtMillis < 0 && (state == State.STUCK || high >= IN_A_ROW)) {
            calledAtMillis = nowMillis;
        } else if (state != State.STUCK && risk < CLEAR) {
            calledAtMillis = -1;
        }
    }

    /** Of two normal distributions so far apart, the chance that it is the upper one, as likely before as the other. */
    private static double risk(double seen, double apart) {
        return 1 / (1 + Math.exp(-apart * (seen - apart / 2)));
    }
}
