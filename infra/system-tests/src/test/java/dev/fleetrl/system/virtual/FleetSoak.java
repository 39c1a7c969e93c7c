package dev.fleetrl.system.virtual;

import static dev.fleetrl.system.virtual.World.MILLI;
import static dev.fleetrl.system.virtual.World.SECOND;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.local.soak.Soak;
import dev.fleetrl.system.virtual.RobotProcess.Body;
import dev.fleetrl.transport.simulated.Faults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Two or three robots through whatever breaks, until they have come to rest. Processes die, links break, brokers restart, people meddle;
 * messages are lost, come twice and late, on every fourth seed a third of them and up to half a second. The robots' invariants ({@link RobotWatch}) and the
 * spools' ({@link Ledger}) are checked after every event, the {@link Accounts} at the end.
 */
public final class FleetSoak implements Soak {
    private static final Faults ROUGH = new Faults(0.05, 0.1, 0.001, 20 * MILLI, 1_500 * MILLI);
    private static final Faults HARSH = new Faults(0.3, 0.3, 0.001, 500 * MILLI, 1_500 * MILLI);

    /** One seed in so many is a harsh one. */
    private static final int HARSH_EVERY = 4;

    private static final ActionSource DEMONSTRATOR = new ActionSource.Demonstration(PlainArm.DEMONSTRATOR);
    private static final PolicyVersion V1 = new PolicyVersion("v1");
    private static final PolicyVersion V2 = new PolicyVersion("v2");

    /** Hundreds of broken connections are no news here. */
    private static final Logger LOG = Logger.getLogger("dev.fleetrl");

    /** What an invariant speaks of; where it is never seen, the invariant holds for want of a case. */
    enum Seen {
        SUCCESS,
        FAILURE,
        ABORTED,
        ABANDONED,
        CORRECTIONS,
        STOPS,
        RESTARTS,
        BROKER_RESTARTS,
        GIVEN_UP;

        private String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public FleetSoak() {
        LOG.setLevel(Level.SEVERE);
    }

    @Override
    public String name() {
        return "fleet";
    }

    @Override
    public Map<String, Integer> run(long seed, Path folder) throws IOException {
        try (SimulatedFleet fleet = fleet(seed, folder)) {
            Accounts accounts = Accounts.of(fleet);
            accounts.everyRecordingIsSealedOnceAndWhole();
            accounts.theLogTellsOfEachEpisodeOnce();
            accounts.onePolicyVersionActsInAnEpisode();
            accounts.noCorrectionIsLabelledNegative(
                    List.of(new CollectionId("v1"), new CollectionId("v2")), new SplittableRandom(seed));
            return seen(fleet, accounts);
        }
    }

    /** A fleet that has been through it all and has come to rest. */
    static SimulatedFleet fleet(long seed, Path home) throws IOException {
        int size = 2 + (int) (seed % 2);
        Faults faults = seed % HARSH_EVERY == HARSH_EVERY - 1 ? HARSH : ROUGH;
        SimulatedFleet fleet = new SimulatedFleet(seed, faults, size, home, seeded -> {
            PlainArm arm = new PlainArm();
            return new Body(arm, arm, new ScriptedPolicy(seeded.time(), seeded.random(), 0.04));
        });
        fleet.employ(2);
        fleet.register(V1, PlainArm.TASK);
        fleet.register(V2, PlainArm.TASK);
        long first = 1 + 100 * seed;
        fleet.ask(collection("demos", DEMONSTRATOR, 3, first, 0));
        fleet.ask(collection("v1", new ActionSource.Policy(V1), 5, first, 1));
        fleet.suffer(6 * SECOND);
        fleet.ask(collection("v2", new ActionSource.Policy(V2), 5, first, 2));
        fleet.suffer(10 * SECOND);
        fleet.settle();
        return fleet;
    }

    private static CollectionRequest collection(
            String id, ActionSource driver, int episodes, long firstSeed, double pace) {
        return new CollectionRequest(
                new CollectionId(id), PlainArm.TASK, Cohort.TRAIN, driver, episodes, firstSeed, pace);
    }

    private static Map<String, Integer> seen(SimulatedFleet fleet, Accounts accounts) {
        Map<String, Integer> seen = new TreeMap<>();
        for (Seen what : Seen.values()) {
            seen.put(what.code(), often(what, fleet, accounts));
        }
        return seen;
    }

    private static int often(Seen what, SimulatedFleet fleet, Accounts accounts) {
        return switch (what) {
            case SUCCESS, FAILURE, ABORTED, ABANDONED -> accounts.endedIn(Outcome.valueOf(what.name()));
            case CORRECTIONS -> accounts.corrections();
            case STOPS ->
                fleet.watches.values().stream().mapToInt(RobotWatch::stops).sum();
            case RESTARTS ->
                fleet.robots.stream().mapToInt(robot -> robot.sessions() - 1).sum();
            case BROKER_RESTARTS -> fleet.brokerRestarts();
            case GIVEN_UP ->
                (int) fleet.ledger.episodes().stream()
                        .filter(EpisodeRecord.GivenUp.class::isInstance)
                        .count();
        };
    }
}
