package dev.fleetrl.simulation.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.simulation.ScriptedExpert;
import dev.fleetrl.simulation.SimulatedCell;
import dev.fleetrl.simulation.TaskObject;
import dev.fleetrl.simulation.arm.Pose;
import dev.fleetrl.simulation.physics.Solid;
import dev.fleetrl.simulation.physics.World;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OntoBoxTest {
    @Test
    void goesThroughItsStagesInOrder() {
        Set<String> seen = new LinkedHashSet<>();
        try (SimulatedCell cell = SimulatedCell.open(new Box(), 2)) {
            while (cell.status().ending().isEmpty()) {
                seen.add(cell.status().stageName());
                cell.step(ScriptedExpert.exact().act(cell).executed().toArray());
            }
            seen.add(cell.status().stageName());
            assertThat(cell.status().ending().get().reason()).isEqualTo("labelled");
            assertThat(cell.solverMessages()).isZero();
        }

        assertThat(seen).containsExactlyElementsOf(List.of("flap-one", "flap-two", "grasp-label", "place", "done"));
    }

    /** The expert keeps no phase: a label that falls beside its stand or onto the box is taken from there. */
    @ParameterizedTest(name = "dropped at {0} m to go")
    @CsvSource({"0.29", "0.09"})
    void isFinishedAfterTheLabelWasDropped(double metresToGo) {
        boolean dropped = false;
        try (SimulatedCell cell = SimulatedCell.open(new Box(), 2)) {
            while (cell.status().ending().isEmpty()) {
                float[] action = ScriptedExpert.exact().act(cell).executed().toArray();
                boolean carries = cell.status().stageName().equals("place");
                if (!dropped && carries && cell.status().metresToGo() < metresToGo) {
                    dropped = true;
                    action[6] = 1;
                }
                cell.step(action);
            }

            assertThat(dropped).isTrue();
            assertThat(cell.status().ending().get().reason()).isEqualTo("labelled");
        }
    }

    @Test
    void isLabelledOnlyOverShutFlaps() {
        assertThat(reasonOnceSettled(0.05, 0.05, 0.5)).isEqualTo("labelled");
        assertThat(reasonOnceSettled(0.05, 1.5, 0.45)).isEqualTo("ongoing");
    }

    @Test
    void failsWhenTheLabelFallsInOrFromTheTable() {
        assertThat(reasonOnceSettled(1.6, 1.6, 0.5)).isEqualTo("label-inside");
        assertThat(reasonOnceSettled(1.6, 1.6, 1.2)).isEqualTo("off-table");
    }

    /** A flap that is half shut stays there: its friction of 0.035 N·m beats the 0.012 N·m of its weight. */
    @Test
    void leavesAFlapWhereItIs() {
        try (World world = new World()) {
            Carton carton = Carton.on(world, 0.5, 0.1, 0.8, 1.5);

            for (int tick = 0; tick < 50; tick++) {
                world.tick();
            }

            assertThat(carton.flaps().get(0).angle()).isBetween(0.79, 0.81);
            assertThat(carton.flaps().get(1).angle()).isBetween(1.49, 1.51);
        }
    }

    /** A label let go 3 cm over the box's height at the given x. */
    private static String reasonOnceSettled(double near, double far, double x) {
        try (World world = new World()) {
            Carton carton = Carton.on(world, 0.5, 0.1, near, far);
            Solid plate = Solid.box(0.04, 0.04, OntoBox.THICKNESS, 0.8, 0);
            Cube label = new Cube("white", world.free(0.03, plate, Pose.at(x, 0.1, 0.1)));
            Briefing about = new Briefing(List.of(""), TaskObject.in(label.thing(), 0, 1, -1, 1));
            OntoBox attempt = new OntoBox(world.arm(), carton, label, about);

            for (int tick = 0; tick < 25; tick++) {
                world.tick();
            }

            return attempt.assess().ending().map(ending -> ending.reason()).orElse("ongoing");
        }
    }
}
