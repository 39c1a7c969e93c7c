package dev.fleetrl.simulation.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.simulation.ScriptedExpert;
import dev.fleetrl.simulation.SimulatedCell;
import dev.fleetrl.simulation.TaskObject;
import dev.fleetrl.simulation.arm.Pose;
import dev.fleetrl.simulation.arm.Rotation;
import dev.fleetrl.simulation.arm.Vec3;
import dev.fleetrl.simulation.physics.World;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntoHoleTest {
    @Test
    void goesThroughItsStagesInOrder() {
        Set<String> seen = new LinkedHashSet<>();
        try (SimulatedCell cell = SimulatedCell.open(new Insert(), 2)) {
            while (cell.status().ending().isEmpty()) {
                seen.add(cell.status().stageName());
                cell.step(ScriptedExpert.exact().act(cell).executed().toArray());
            }
            seen.add(cell.status().stageName());
            assertThat(cell.status().ending().get().reason()).isEqualTo("inserted");
            assertThat(cell.solverMessages()).isZero();
        }

        assertThat(seen).containsExactlyElementsOf(List.of("grasp", "align", "insert", "done"));
    }

    /** The expert keeps no phase: a peg that is dropped on the way is fetched again. */
    @Test
    void isFinishedAfterThePegWasDropped() {
        boolean dropped = false;
        try (SimulatedCell cell = SimulatedCell.open(new Insert(), 2)) {
            while (cell.status().ending().isEmpty()) {
                float[] action = ScriptedExpert.exact().act(cell).executed().toArray();
                if (!dropped && cell.status().stageName().equals("align")) {
                    dropped = true;
                    action[6] = 1;
                }
                cell.step(action);
            }

            assertThat(dropped).isTrue();
            assertThat(cell.status().ending().get().reason()).isEqualTo("inserted");
        }
    }

    /** Pressed on 12 mm beside the hole, it stays on the rim. */
    @Test
    void isJammedWhenItIsPressedBesideTheHole() {
        try (SimulatedCell cell = SimulatedCell.open(new Insert(), 2)) {
            int pressed = 0;
            while (cell.status().ending().isEmpty()) {
                float[] action = ScriptedExpert.exact().act(cell).executed().toArray();
                if (pressed > 0
                        || (cell.status().stageName().equals("align")
                                && cell.status().metresToGo() < 0.115)) {
                    boolean beside = pressed++ == 0;
                    action = new float[] {beside ? 0.012f : 0, 0, beside ? 0 : -0.02f, 0, 0, 0, -1};
                }
                cell.step(action);
            }

            assertThat(cell.status().ending().get().reason()).isEqualTo("jammed");
        }
    }

    @Test
    void failsWhenThePegFallsFromTheTable() {
        try (World world = new World()) {
            Cube peg = Cube.on(world, "yellow", 0, 1.0, 0, 0);
            Briefing about = new Briefing(List.of(""), TaskObject.in(peg.thing(), 0, 1, -1, 1));
            IntoHole attempt = new IntoHole(world.arm(), Socket.on(world, 0.45, -0.1, 0), peg, about);
            assertThat(attempt.assess().ending()).isEmpty();

            for (int tick = 0; tick < 25; tick++) {
                world.tick();
            }

            assertThat(attempt.assess().ending())
                    .hasValueSatisfying(ending -> assertThat(ending.reason()).isEqualTo("off-table"));
        }
    }

    /** Dropped 4 mm off, it slides down the chamfer; 9 mm off, it stays on the rim. */
    @ParameterizedTest(name = "{0} mm off")
    @ValueSource(doubles = {0, 4, 9})
    void takesWhatFallsIntoItsChamfer(double millimetresOff) {
        try (World world = new World()) {
            Socket socket = Socket.on(world, 0.45, -0.1, 0.2);
            Vec3 above = socket.centre().plus(new Vec3(millimetresOff / 1000, 0, Socket.RIM + 0.022));
            Cube peg = Cube.at(world, "yellow", 0, new Pose(above, Rotation.aboutZ(0.2)));

            for (int tick = 0; tick < 25; tick++) {
                world.tick();
            }

            assertThat(socket.contains(peg)).isEqualTo(millimetresOff < 5);
        }
    }

    /** On its side it stands no worse, and its sides are still where they are seen from above. */
    @Test
    void knowsTheYawOfATumbledPeg() {
        try (World world = new World()) {
            Rotation tumbled = Rotation.aboutZ(0.3).times(Rotation.ofVector(new Vec3(0, Math.PI / 2, 0)));
            Cube peg = Cube.at(world, "yellow", 0, new Pose(new Vec3(0.5, 0, 0.02), tumbled));

            assertThat(Grasping.quarterTurn(peg.yaw() - 0.3)).isCloseTo(0, within(1e-9));
            assertThat(peg.isLevel()).isTrue();
        }
    }
}
