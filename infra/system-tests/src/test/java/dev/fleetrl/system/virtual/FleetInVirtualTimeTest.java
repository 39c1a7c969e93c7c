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
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import dev.fleetrl.system.virtual.RobotProcess.Body;
import dev.fleetrl.transport.simulated.Faults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fleet of production over wires, arms and people from a seed. More seeds: {@code ./fleetrl soak fleet --seeds 1000}. */
class FleetInVirtualTimeTest {
    private static final long DAY = 24 * 3_600 * SECOND;
    private static final FleetSoak SOAK = new FleetSoak();

    /** What was seen over all seeds, so that no invariant holds for want of a case. */
    private static final Map<String, Integer> SEEN = new TreeMap<>();

    @TempDir
    private static Path folder;

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void keepsItsPromisesWhateverBreaks(long seed) throws IOException {
        SOAK.run(seed, folder.resolve("rough")).forEach((what, often) -> SEEN.merge(what, often, Integer::sum));
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

    /** The robot is cut off in the middle of an episode, drives it to its end, and is heard of again a day later. */
    @Test
    void losesNothingOverADayWithoutALink() throws IOException {
        PlainArm arm = new PlainArm();
        try (SimulatedFleet fleet = new SimulatedFleet(
                5,
                Faults.delaysUpTo(20 * MILLI),
                1,
                folder.resolve("offline"),
                seeded -> new Body(arm, arm, new ScriptedPolicy(seeded.time(), seeded.random(), 0)))) {
            ActionSource demonstrator = new ActionSource.Demonstration(PlainArm.DEMONSTRATOR);
            fleet.ask(new CollectionRequest(
                    new CollectionId("demos"), PlainArm.TASK, Cohort.TRAIN, demonstrator, 1, 3, 1));
            RobotProcess robot = fleet.robots.get(0);
            fleet.world.time().runUntil(() -> recorded(fleet) >= 3);
            robot.breakLink(DAY);
            fleet.world.time().runFor(DAY - SECOND);
            long kept = robot.state().orElseThrow().spooled();
            assertThat(kept).as("lies in the spool").isGreaterThan(10);
            assertThat(robot.state().orElseThrow().episode()).as("is over").isEmpty();

            fleet.settle();

            Accounts.of(fleet).everyRecordingIsSealedOnceAndWhole();
            assertThat(recorded(fleet)).isGreaterThanOrEqualTo(kept);
        }
    }

    private static long recorded(SimulatedFleet fleet) {
        return fleet.ledger.recorded().size();
    }

    @AfterAll
    static void everythingThatCanHappenHasHappened() {
        assertThat(SEEN)
                .hasSameSizeAs(FleetSoak.Seen.values())
                .allSatisfy((what, often) -> assertThat(often).as(what).isPositive());
    }

    private record History(List<NumberedEvent> recorded, List<EpisodeRecord> episodes) {}

    private static History history(Path home) throws IOException {
        try (SimulatedFleet fleet = FleetSoak.fleet(7, home)) {
            return new History(fleet.ledger.recorded(), fleet.ledger.episodes());
        }
    }
}
