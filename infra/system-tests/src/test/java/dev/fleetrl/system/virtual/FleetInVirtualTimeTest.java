package dev.fleetrl.system.virtual;

import static dev.fleetrl.system.virtual.World.MILLI;
import static dev.fleetrl.system.virtual.World.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import dev.fleetrl.system.virtual.RobotProcess.Body;
import dev.fleetrl.transport.simulated.Faults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The fleet of production over wires, arms and people from a seed. The robots' invariants ({@link RobotWatch}) and the
 * spools' ({@link Ledger}) are checked after every event. More seeds with {@code -Dseeds=1000}.
 */
class FleetInVirtualTimeTest {
    private static final int FEWEST_SEEDS_THAT_MUST_SEE_EVERYTHING = 20;
    private static final ActionSource DEMONSTRATOR = new ActionSource.Demonstration(PlainArm.DEMONSTRATOR);
    private static final PolicyVersion V1 = new PolicyVersion("v1");
    private static final PolicyVersion V2 = new PolicyVersion("v2");
    private static final Faults ROUGH = new Faults(0.05, 0.1, 0.001, 20 * MILLI, 1_500 * MILLI);

    /** What was seen over all seeds, so that no invariant holds for want of a case. */
    private static final Map<Seen, Integer> SEEN = new EnumMap<>(Seen.class);

    /** Hundreds of broken connections are no news here. */
    private static final Logger LOG = Logger.getLogger("dev.fleetrl");

    private enum Seen {
        SEEDS,
        SUCCESS,
        FAILURE,
        ABORTED,
        ABANDONED,
        CORRECTIONS,
        STOPS,
        RESTARTS,
        GIVEN_UP
    }

    @TempDir
    private static Path folder;

    @BeforeAll
    static void beQuiet() {
        LOG.setLevel(Level.SEVERE);
    }

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("seeds", 20));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void keepsItsPromisesWhateverBreaks(long seed) throws IOException {
        try (SimulatedFleet fleet = rough(seed, folder.resolve("rough"))) {
            Accounts accounts = Accounts.of(fleet);

            accounts.everyRecordingIsSealedOnceAndWhole();
            accounts.theLogTellsOfEachEpisodeOnce();
            accounts.onePolicyVersionActsInAnEpisode();
            accounts.noCorrectionIsLabelledNegative(
                    List.of(new CollectionId("v1"), new CollectionId("v2")), new SplittableRandom(seed));
            see(fleet, accounts);
        }
    }

    @Test
    void isTheSameTwiceFromOneSeed() throws IOException {
        assertThat(history(folder.resolve("first"))).isEqualTo(history(folder.resolve("second")));
    }

    @Test
    void collectsADemonstrationOfTheSimulatedArm() throws IOException {
        SimulatedRobot robot = new SimulatedRobot(List.of(new TaskId("pick")), 1);
        try (SimulatedFleet fleet = new SimulatedFleet(
                3,
                Faults.delaysUpTo(20 * MILLI),
                1,
                folder.resolve("physics"),
                seeded -> new Body(robot, robot, new ScriptedPolicy(seeded.time(), seeded.random(), 0)))) {
            ActionSource expert = new ActionSource.Demonstration(SimulatedRobot.EXPERT);
            fleet.ask(new CollectionRequest(
                    new CollectionId("demos"), new TaskId("pick"), Cohort.TRAIN, expert, 1, 3, 1));
            fleet.settle();

            Accounts accounts = Accounts.of(fleet);
            accounts.everyRecordingIsSealedOnceAndWhole();
            assertThat(accounts.endedIn(Outcome.SUCCESS)).isEqualTo(1);
        }
    }

    @AfterAll
    static void everythingThatCanHappenHasHappened() {
        LOG.setLevel(null);
        if (SEEN.getOrDefault(Seen.SEEDS, 0) >= FEWEST_SEEDS_THAT_MUST_SEE_EVERYTHING) {
            assertThat(SEEN)
                    .containsOnlyKeys(Seen.values())
                    .allSatisfy(
                            (what, often) -> assertThat(often).as(what.name()).isPositive());
        }
    }

    /** A fleet that has been through it all and has come to rest. */
    private static SimulatedFleet rough(long seed, Path home) throws IOException {
        int size = 2 + (int) (seed % 2);
        SimulatedFleet fleet = new SimulatedFleet(seed, ROUGH, size, home, seeded -> {
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

    private record History(List<NumberedEvent> recorded, List<EpisodeRecord> episodes) {}

    private static History history(Path home) throws IOException {
        try (SimulatedFleet fleet = rough(7, home)) {
            return new History(fleet.ledger.recorded(), fleet.ledger.episodes());
        }
    }

    private static void see(SimulatedFleet fleet, Accounts accounts) {
        see(Seen.SEEDS, 1);
        see(Seen.SUCCESS, accounts.endedIn(Outcome.SUCCESS));
        see(Seen.FAILURE, accounts.endedIn(Outcome.FAILURE));
        see(Seen.ABORTED, accounts.endedIn(Outcome.ABORTED));
        see(Seen.ABANDONED, accounts.endedIn(Outcome.ABANDONED));
        see(Seen.CORRECTIONS, accounts.corrections());
        fleet.watches.values().forEach(watch -> see(Seen.STOPS, watch.stops()));
        fleet.robots.forEach(robot -> see(Seen.RESTARTS, robot.sessions() - 1));
        see(Seen.GIVEN_UP, (int) fleet.ledger.episodes().stream()
                .filter(EpisodeRecord.GivenUp.class::isInstance)
                .count());
    }

    private static void see(Seen what, int often) {
        SEEN.merge(what, often, Integer::sum);
    }
}
