package dev.fleetrl.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.simulation.arm.Pose;
import dev.fleetrl.simulation.arm.Rotation;
import dev.fleetrl.simulation.arm.ToolTarget;
import dev.fleetrl.simulation.arm.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedCellTest {
    private static final float[] STAY = {0, 0, 0, 0, 0, 0, 1};

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"pick,1", "pick,2", "sort,3", "sort,4", "drawer-store,5", "insert,6", "insert,7", "box,8"})
    void isSolvedByTheExpert(String task, long seed) {
        Run run = run(task, seed, ScriptedExpert.exact());

        assertThat(run.ending.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(run.solverMessages).isZero();
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"pick,11", "sort,12", "insert,13", "insert,1012", "box,14"})
    void isSolvedByADisturbedDemonstrator(String task, long seed) {
        Run run = run(task, seed, ScriptedExpert.demonstrator(seed, 1));

        assertThat(run.ending.outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void repeatsItsTrajectoryBitForBitAlsoBesideAnotherWorld() {
        Run first = run("pick", 21, ScriptedExpert.demonstrator(21, 1));

        CompletableFuture<Run> beside =
                CompletableFuture.supplyAsync(() -> run("pick", 21, ScriptedExpert.demonstrator(21, 1)));
        CompletableFuture<Run> other =
                CompletableFuture.supplyAsync(() -> run("sort", 22, ScriptedExpert.demonstrator(22, 1)));

        assertThat(beside.join().hashes).isEqualTo(first.hashes);
        assertThat(other.join().hashes).isNotEqualTo(first.hashes);
    }

    @Test
    void followsRecordedActionsBitForBit() {
        Run recorded = run("drawer-store", 23, ScriptedExpert.demonstrator(23, 0.5));

        List<Long> hashes = new ArrayList<>();
        try (SimulatedCell cell = open("drawer-store", 23)) {
            for (float[] action : recorded.actions) {
                cell.step(action);
                hashes.add(cell.hash());
            }
        }

        assertThat(hashes).isEqualTo(recorded.hashes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pick", "sort", "drawer-store", "insert", "box"})
    void startsDifferentlyFromAnotherSeed(String task) {
        try (SimulatedCell one = open(task, 31);
                SimulatedCell same = open(task, 31);
                SimulatedCell another = open(task, 32)) {
            assertThat(one.hash()).isEqualTo(same.hash()).isNotEqualTo(another.hash());
            assertThat(one.proprioception()).hasSize(SimulatedCell.PROPRIOCEPTION);
        }
    }

    @Test
    void endsAnEpisodeThatMakesNoHeadway() {
        try (SimulatedCell cell = open("pick", 41)) {
            while (cell.status().ending().isEmpty()) {
                cell.step(STAY);
            }

            assertThat(cell.status().ending().get().reason()).isEqualTo("stalled");
            assertThat(cell.status().step()).isBetween(50, 51);
        }
    }

    @Test
    void doesNotCallAPersonsThinkingAStall() {
        try (SimulatedCell cell = open("pick", 41)) {
            cell.attended(true);
            for (int step = 0; step < 60; step++) {
                cell.step(STAY);
            }
            assertThat(cell.status().ending()).isEmpty();

            cell.attended(false);
            for (int step = 0; step < 51; step++) {
                cell.step(STAY);
            }
            assertThat(cell.status().ending()).isPresent();
        }
    }

    @Test
    void followsATiltedCommandAndKeepsToItsWorkspace() {
        try (SimulatedCell cell = open("sort", 51)) {
            Rotation tilted = Rotation.ofVector(new Vec3(0.2, 0.1, 0.3)).times(Rotation.DOWN);
            cell.command(new ToolTarget(new Pose(new Vec3(0.45, 0, -0.5), tilted), 1));
            assertThat(cell.commanded().pose().position().z()).isEqualTo(0.012);

            Pose above = new Pose(new Vec3(0.45, 0, 0.25), tilted);
            cell.command(new ToolTarget(above, 1));
            for (int tick = 0; tick < 100; tick++) {
                cell.advance();
            }

            Pose tool = cell.arm().tool();
            assertThat(tool.position().distance(above.position())).isLessThan(0.002);
            assertThat(tool.rotation().times(tilted.inverse()).toVector().norm())
                    .isLessThan(0.01);
        }
    }

    @Test
    void opensAndClosesItsFingers() {
        try (SimulatedCell cell = open("pick", 61)) {
            assertThat(cell.arm().gripper()).isGreaterThan(0.9f);

            for (int step = 0; step < 5; step++) {
                cell.step(new float[] {0, 0, 0, 0, 0, 0, -1});
            }

            assertThat(cell.arm().gripper()).isLessThan(-0.9f);
            assertThat(cell.arm().holding()).isFalse();
        }
    }

    @Test
    void isOpenedOnlyForAKnownTask() {
        assertThatThrownBy(() -> Tasks.byId(new TaskId("juggle")))
                .hasMessage("unknown task 'juggle'; known tasks are box, drawer-store, insert, pick, sort");
    }

    private record Run(List<float[]> actions, List<Long> hashes, Ending ending, int solverMessages) {}

    private static SimulatedCell open(String task, long seed) {
        return SimulatedCell.open(Tasks.byId(new TaskId(task)), seed);
    }

    private static Run run(String task, long seed, ScriptedExpert expert) {
        List<float[]> actions = new ArrayList<>();
        List<Long> hashes = new ArrayList<>();
        try (SimulatedCell cell = open(task, seed)) {
            while (cell.status().ending().isEmpty()) {
                float[] action = expert.act(cell).executed().toArray();
                cell.step(action);
                actions.add(action);
                hashes.add(cell.hash());
            }
            return new Run(actions, hashes, cell.status().ending().get(), cell.solverMessages());
        }
    }
}
