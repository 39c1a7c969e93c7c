package dev.fleetrl.controller.retrain.schedule;

import static dev.fleetrl.controller.Fixtures.PICK;
import static dev.fleetrl.controller.Fixtures.V1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.RoundRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetrainScheduleTest {
    private static final CollectionId PRACTICE = new CollectionId("practice");
    private static final RetrainSchedule EVERY_TEN = new RetrainSchedule(
            PRACTICE, PICK, new RetrainSchedule.Settings(10, List.of(), 1, 1, 0.4, true, 450, 1200, 1, Map.of()));

    @Test
    void asksForTheKthRoundAtKTimesAsManyEpisodes() {
        assertThat(EVERY_TEN.due(9, 0, Optional.empty())).isEmpty();
        assertThat(EVERY_TEN.due(10, 0, Optional.empty())).isPresent();
        assertThat(EVERY_TEN.due(19, 1, Optional.of(V1))).isEmpty();
        assertThat(EVERY_TEN.due(20, 1, Optional.of(V1))).isPresent();
    }

    @Test
    void learnsFromDemonstrationsAloneWhileNothingIsPublished() {
        RoundRequest first = EVERY_TEN.due(10, 0, Optional.empty()).orElseThrow();

        assertThat(first.recipe()).isEqualTo("sft");
        assertThat(first.labels()).isEmpty();
        assertThat(EVERY_TEN.owns(first.id())).isTrue();
    }

    @Test
    void improvesTheRootPolicyWithLabelsAfterwards() {
        RoundRequest second = EVERY_TEN.due(20, 1, Optional.of(V1)).orElseThrow();

        assertThat(second.recipe()).isEqualTo("recap");
        assertThat(second.parent()).contains(V1);
        assertThat(second.labels().orElseThrow().newestPractice()).containsExactly(PRACTICE);
        assertThat(second.publish()).isTrue();
    }
}
