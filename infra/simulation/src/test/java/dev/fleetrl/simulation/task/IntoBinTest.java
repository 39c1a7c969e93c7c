package dev.fleetrl.simulation.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.simulation.Assessment;
import dev.fleetrl.simulation.Attempt;
import dev.fleetrl.simulation.Goal;
import dev.fleetrl.simulation.ScriptedExpert;
import dev.fleetrl.simulation.SimulatedCell;
import dev.fleetrl.simulation.Task;
import dev.fleetrl.simulation.TaskObject;
import dev.fleetrl.simulation.physics.World;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IntoBinTest {
    @Test
    void failsWhenAnotherCubeGoesIn() {
        try (SimulatedCell cell = SimulatedCell.open(new Mistaken(), 1)) {
            while (cell.status().ending().isEmpty()) {
                cell.step(ScriptedExpert.exact().act(cell).executed().toArray());
            }

            assertThat(cell.status().ending()).contains(failure("wrong-cube"));
            assertThat(cell.status().stageName()).isEqualTo("grasp");
        }
    }

    @Test
    void failsWhenTheCubeFallsFromTheTable() {
        try (World world = new World()) {
            Cube cube = Cube.on(world, Cube.Colour.RED, 1.0, 0, 0);
            Attempt attempt = new IntoBin(world.arm(), List.of(cube), cube, about(cube));
            assertThat(attempt.assess().ending()).isEmpty();

            for (int tick = 0; tick < 25; tick++) {
                world.tick();
            }

            assertThat(attempt.assess().ending()).contains(failure("off-table"));
        }
    }

    @Test
    void comesNearerAsTheToolApproachesTheCube() {
        try (SimulatedCell cell = SimulatedCell.open(new Pick(), 3)) {
            double before = cell.status().metresToGo();

            for (int step = 0; step < 4; step++) {
                cell.step(ScriptedExpert.exact().act(cell).executed().toArray());
            }

            assertThat(cell.status().metresToGo()).isLessThan(before - 0.03);
        }
    }

    private static Briefing about(Cube cube) {
        return new Briefing(List.of("put the cube in the bin"), TaskObject.in(cube.thing(), 0, 1, -1, 1));
    }

    private static Ending failure(String reason) {
        return new Ending(Outcome.FAILURE, reason, OutcomeSource.ENVIRONMENT);
    }

    /** Its expert confuses red and blue. */
    private static final class Mistaken implements Task {
        @Override
        public TaskId id() {
            return new TaskId("mistaken");
        }

        @Override
        public int timeLimitSteps() {
            return 120;
        }

        @Override
        public List<String> stages() {
            return IntoBin.STAGES;
        }

        @Override
        public Attempt begin(World world, SplittableRandom random) {
            Bin.on(world);
            Cube red = Cube.on(world, Cube.Colour.RED, 0.5, 0.2, 0);
            Cube blue = Cube.on(world, Cube.Colour.BLUE, 0.45, 0, 0);
            List<Cube> cubes = List.of(red, blue);
            Attempt judge = new IntoBin(world.arm(), cubes, red, about(red));
            Attempt confused = new IntoBin(world.arm(), cubes, blue, about(blue));
            return new Attempt() {
                @Override
                public String instruction() {
                    return judge.instruction();
                }

                @Override
                public Assessment assess() {
                    return judge.assess();
                }

                @Override
                public Goal goal() {
                    return confused.goal();
                }
            };
        }
    }
}
