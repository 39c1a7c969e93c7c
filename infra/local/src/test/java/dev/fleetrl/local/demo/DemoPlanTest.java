package dev.fleetrl.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.simulation.Tasks;
import org.junit.jupiter.api.Test;

class DemoPlanTest {
    @Test
    void isThereForEachBuiltInTask() {
        assertThat(DemoPlan.tasks())
                .containsExactlyElementsOf(
                        Tasks.all().stream().map(task -> task.id().value()).toList());
        assertThat(DemoPlan.tasks())
                .allSatisfy(task -> assertThat(DemoPlan.of(task, true)).isNotEqualTo(DemoPlan.of(task, false)));
    }
}
