package dev.fleetrl.simulation.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.simulation.ScriptedExpert;
import dev.fleetrl.simulation.SimulatedCell;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IntoDrawerTest {
    @Test
    void goesThroughItsStagesInOrder() {
        Set<String> seen = new LinkedHashSet<>();
        try (SimulatedCell cell = SimulatedCell.open(new DrawerStore(), 2)) {
            while (cell.status().ending().isEmpty()) {
                seen.add(cell.status().stageName());
                cell.step(ScriptedExpert.exact().act(cell).executed().toArray());
            }
            seen.add(cell.status().stageName());
            assertThat(cell.status().ending().get().reason()).isEqualTo("stored");
        }

        assertThat(seen).containsExactlyElementsOf(List.of("open", "grasp", "carry", "close", "done"));
    }

    /** A cube that is let go half way is fetched again: the expert keeps no phase. */
    @Test
    void isFinishedAfterTheCubeWasDropped() {
        boolean dropped = false;
        try (SimulatedCell cell = SimulatedCell.open(new DrawerStore(), 2)) {
            while (cell.status().ending().isEmpty()) {
                float[] action = ScriptedExpert.exact().act(cell).executed().toArray();
                if (!dropped && cell.status().stageName().equals("carry")) {
                    dropped = true;
                    action[6] = 1;
                }
                cell.step(action);
            }

            assertThat(dropped).isTrue();
            assertThat(cell.status().ending().get().reason()).isEqualTo("stored");
        }
    }
}
