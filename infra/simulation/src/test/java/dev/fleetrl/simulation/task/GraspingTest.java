package dev.fleetrl.simulation.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.simulation.ScriptedExpert;
import dev.fleetrl.simulation.SimulatedCell;
import dev.fleetrl.simulation.Tasks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraspingTest {
    private static final int STEPS = 5;
    private static final float EIGHTH_TURN = (float) (Math.PI / 4 / STEPS);

    /** Turned by an eighth before it closes, the hand has the cube by two edges; from there nothing can be put anywhere. */
    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"pick,1", "insert,2", "drawer-store,3"})
    void letsGoOfWhatItHasAcrossTheCorners(String task, long seed) {
        try (SimulatedCell cell = SimulatedCell.open(Tasks.byId(new TaskId(task)), seed)) {
            while (expert(cell)[6] > 0 || !cell.status().stageName().equals("grasp")) {
                cell.step(expert(cell));
            }
            for (int i = 0; i < STEPS; i++) {
                cell.step(new float[] {0, 0, 0, 0, 0, EIGHTH_TURN, 1});
            }
            for (int i = 0; i < STEPS; i++) {
                cell.step(new float[] {0, 0, 0, 0, 0, 0, -1});
            }
            while (cell.status().ending().isEmpty()) {
                cell.step(expert(cell));
            }

            assertThat(cell.status().ending().get().outcome()).isEqualTo(Outcome.SUCCESS);
        }
    }

    private static float[] expert(SimulatedCell cell) {
        return ScriptedExpert.exact().act(cell).executed().toArray();
    }
}
