package dev.fleetrl.controller.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GeneralisationTableTest {
    @Test
    void keepsEveryKindAndSeverityApartBesideTheSceneOfTraining() {
        List<GeneralisationRow> rows = GeneralisationTable.of(List.of(
                Episodes.evaluation("v1", 1, Outcome.SUCCESS, Optional.of("execution.start.1")),
                Episodes.evaluation("v1", 1, Outcome.SUCCESS, Optional.empty()),
                Episodes.evaluation("v1", 2, Outcome.SUCCESS, Optional.of("vision.light.0")),
                Episodes.evaluation("v1", 1, Outcome.SUCCESS, Optional.of("vision.light.2")),
                Episodes.evaluation("v1", 2, Outcome.FAILURE, Optional.of("vision.light.2")),
                Episodes.evaluation("v1", 3, Outcome.ABORTED, Optional.of("vision.light.2"))));

        assertThat(rows).extracting(GeneralisationRow::axis).containsExactly("training", "vision", "execution");
        assertThat(rows).extracting(GeneralisationRow::episodes).containsExactly(2, 2, 1);
        assertThat(rows.get(1).successRate()).isEqualTo(0.5);
        assertThat(rows.get(1).variation()).isEqualTo("vision.light.2");
    }

    @Test
    void hasNothingOfAPolicyThatNobodyEvaluatedInAVariedScene() {
        assertThat(GeneralisationTable.of(List.of(Episodes.evaluation("v1", 1, Outcome.SUCCESS, Optional.empty()))))
                .isEmpty();
    }
}
