package dev.fleetrl.simulation.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.simulation.ScriptedExpert;
import dev.fleetrl.simulation.SimulatedCell;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Ten centimetres are enough for who has let go of the handle; who has it in hand pulls further. Seed 2. */
    @Test
    void doesNotComeBackForADrawerThatIsOpenEnough() {
        try (SimulatedCell cell = SimulatedCell.open(new DrawerStore(), 2)) {
            double shutAt = Double.NaN;
            while (Double.isNaN(shutAt) || cell.commanded().pose().position().x() > shutAt - 0.10) {
                if (Double.isNaN(shutAt) && cell.commanded().isClosed()) {
                    shutAt = cell.commanded().pose().position().x();
                }
                cell.step(ScriptedExpert.exact().act(cell).executed().toArray());
            }
            assertThat(cell.status().stageName()).isEqualTo("open");
            for (int i = 0; i < 5; i++) {
                cell.step(new float[] {0, 0, 0, 0, 0, 0, 1});
            }
            assertThat(cell.status().stageName()).isEqualTo("grasp");
        }
    }

    /** Two centimetres along the bar, where the open fingers stay about it. Seeds 1 to 8. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void goesOnWhenItIsPushedAsideOnItsWayDown(long seed) {
        try (SimulatedCell cell = SimulatedCell.open(new DrawerStore(), seed)) {
            while (cell.commanded().pose().position().z() > 0.14) {
                cell.step(ScriptedExpert.exact().act(cell).executed().toArray());
            }
            double pushedAt = cell.commanded().pose().position().z();
            cell.step(new float[] {0, 0.02f, 0, 0, 0, 0, 1});

            while (!cell.commanded().isClosed()) {
                cell.step(ScriptedExpert.exact().act(cell).executed().toArray());
                assertThat(cell.commanded().pose().position().z()).isLessThan(pushedAt + 0.01);
            }
            assertThat(cell.status().stageName()).isEqualTo("open");
        }
    }
}
