package dev.fleetrl.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Variation;
import dev.fleetrl.contracts.Variation.Axis;
import dev.fleetrl.contracts.Variation.Kind;
import dev.fleetrl.simulation.physics.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each variation changes what it says, and nothing else. */
class VariationsTest {
    private static final long SEED = 5;
    private static final Ending ABORTED = new Ending(Outcome.ABORTED, "variation", OutcomeSource.ENVIRONMENT);
    private static final Set<Kind> SEEN_ONLY = Set.of(Kind.TABLE, Kind.LIGHT, Kind.NOISE, Kind.COLOUR);

    static List<Suites.Suite> suites() {
        return Suites.all();
    }

    static List<Task> tasks() {
        return Tasks.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("suites")
    void changesWhatItSaysAndNothingElse(Suites.Suite suite) {
        Kind kind = suite.variation().kind();
        try (SimulatedCell usual = SimulatedCell.open(task(suite), SEED);
                SimulatedCell varied = SimulatedCell.open(task(suite), SEED, suite.variation());
                SimulatedCell again = SimulatedCell.open(task(suite), SEED, suite.variation())) {
            boolean sameWords = varied.instruction().equals(usual.instruction());
            boolean sameStart = varied.hash() == usual.hash();
            boolean samePicture = picture(varied).equals(picture(usual));

            assertThat(again.hash()).isEqualTo(varied.hash());
            assertThat(picture(again)).isEqualTo(picture(varied));
            assertThat(sameWords).isEqualTo(kind != Kind.PHRASING);
            assertThat(sameStart)
                    .isEqualTo(SEEN_ONLY.contains(kind) || kind == Kind.PHRASING || kind == Kind.DISPLACEMENT);
            assertThat(samePicture).isEqualTo(kind == Kind.PHRASING || kind == Kind.DISPLACEMENT);
            if (kind.axis() != Axis.EXECUTION) {
                assertThat(varied.proprioception()).isEqualTo(usual.proprioception());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void isNothingAtSeverityZero(Task task) {
        List<Long> usual = run(SimulatedCell.open(task, SEED), 30);

        for (Kind kind : task.variations()) {
            assertThat(run(SimulatedCell.open(task, SEED, new Variation(kind, 0)), 1))
                    .as("%s", kind)
                    .isEqualTo(usual.subList(0, 1));
        }
        assertThat(run(SimulatedCell.open(task, SEED, new Variation(Kind.START, 0)), 30))
                .isEqualTo(usual);
    }

    /** What is only seen or said moves nothing: the same actions have the same effect. */
    @Test
    void leavesThePhysicsAloneWhereOnlyTheEyesAreMisled() {
        List<Long> usual = run(SimulatedCell.open(pick(), SEED), 40);

        for (Kind kind : SEEN_ONLY) {
            assertThat(run(SimulatedCell.open(pick(), SEED, new Variation(kind, 2)), 40))
                    .as("%s", kind)
                    .isEqualTo(usual);
        }
    }

    @Test
    void displacesTheObjectOnceOnItsWay() {
        Variation displacement = new Variation(Kind.DISPLACEMENT, 2);

        List<Long> usual = run(SimulatedCell.open(pick(), SEED), 8);
        List<Long> varied = run(SimulatedCell.open(pick(), SEED, displacement), 8);

        assertThat(varied.get(1)).isEqualTo(usual.get(1));
        assertThat(varied.get(7)).isNotEqualTo(usual.get(7));
    }

    static List<Suites.Suite> moving() {
        return Suites.all().stream()
                .filter(suite -> suite.variation().axis() == Axis.EXECUTION)
                .toList();
    }

    /** The expert sees the truth, so that a failure of a policy is the policy's. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("moving")
    void canBeSolvedByTheExpert(Suites.Suite suite) {
        try (SimulatedCell cell = SimulatedCell.open(task(suite), SEED, suite.variation())) {
            while (cell.status().ending().isEmpty()) {
                cell.step(ScriptedExpert.exact().act(cell).executed().toArray());
            }

            assertThat(cell.status().ending().get().outcome()).isEqualTo(Outcome.SUCCESS);
        }
    }

    @Test
    void abortsAStartThatCannotBeVaried() {
        try (SimulatedCell cell = SimulatedCell.open(new OutOfReach(), SEED, new Variation(Kind.POSITION, 1))) {
            assertThat(cell.status().ending()).contains(ABORTED);
        }
    }

    @Test
    void abortsAnEpisodeInWhichNothingWasDisplaced() {
        try (SimulatedCell cell = SimulatedCell.open(new OutOfReach(), SEED, new Variation(Kind.DISPLACEMENT, 1))) {
            assertThat(cell.status().ending()).isEmpty();
            while (cell.status().ending().isEmpty()) {
                cell.step(ScriptedExpert.exact().act(cell).executed().toArray());
            }

            assertThat(cell.status().ending()).contains(ABORTED);
        }
    }

    /** {@code pick}, whose cube may lie only where no arm reaches. */
    private static final class OutOfReach implements Task {
        @Override
        public TaskId id() {
            return new TaskId("out-of-reach");
        }

        @Override
        public int timeLimitSteps() {
            return pick().timeLimitSteps();
        }

        @Override
        public List<String> stages() {
            return pick().stages();
        }

        @Override
        public Set<Kind> variations() {
            return pick().variations();
        }

        @Override
        public Attempt begin(World world, SplittableRandom random) {
            Attempt attempt = pick().begin(world, random);
            return new Attempt() {
                @Override
                public String instruction() {
                    return attempt.instruction();
                }

                @Override
                public Assessment assess() {
                    return attempt.assess();
                }

                @Override
                public Optional<TaskObject> object() {
                    return attempt.object().map(cube -> TaskObject.in(cube.thing(), 3, 3.1, 3, 3.1));
                }

                @Override
                public Goal goal() {
                    return attempt.goal();
                }
            };
        }
    }

    @Test
    void isRefusedWhereItMakesNoSense() {
        Task sort = Tasks.byId(new TaskId("sort"));

        assertThatThrownBy(() -> SimulatedCell.open(sort, SEED, new Variation(Kind.COLOUR, 1)))
                .hasMessageContaining("task sort has no variation semantics.colour.1; it has vision.table.1");
    }

    @Test
    void isListedForEachTaskThatHasIt() {
        assertThat(Suites.of(pick())).hasSize(20);
        assertThat(Suites.all())
                .contains(new Suites.Suite(new TaskId("insert"), new Variation(Kind.DISPLACEMENT, 2)))
                .doesNotContain(new Suites.Suite(new TaskId("insert"), new Variation(Kind.SHAPE, 1)));
    }

    private static Task pick() {
        return Tasks.byId(new TaskId("pick"));
    }

    private static Task task(Suites.Suite suite) {
        return Tasks.byId(suite.task());
    }

    private static List<Byte> picture(SimulatedCell cell) {
        List<Byte> bytes = new ArrayList<>();
        for (byte b : cell.render("third", 64, 64)) {
            bytes.add(b);
        }
        return bytes;
    }

    /** Hashes after each of so many steps of the expert. */
    private static List<Long> run(SimulatedCell cell, int steps) {
        List<Long> hashes = new ArrayList<>();
        try (cell) {
            for (int step = 0; step < steps && cell.status().ending().isEmpty(); step++) {
                cell.step(ScriptedExpert.exact().act(cell).executed().toArray());
                hashes.add(cell.hash());
            }
        }
        return hashes;
    }
}
