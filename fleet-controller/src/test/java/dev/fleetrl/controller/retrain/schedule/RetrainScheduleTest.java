package dev.fleetrl.controller.retrain.schedule;

import static dev.fleetrl.controller.Fixtures.PICK;
import static dev.fleetrl.controller.Fixtures.V1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.RoundRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetrainScheduleTest {
    private static final CollectionId DEMOS = new CollectionId("demos");
    private static final CollectionId SHOWN = new CollectionId("practice");
    private static final CollectionId OF_V1 = new CollectionId("practice-v1");
    private static final CollectionId OF_V2 = new CollectionId("practice-v2");
    private static final RetrainSchedule EVERY_TEN = new RetrainSchedule(
            PICK, new RetrainSchedule.Settings(10, List.of(DEMOS), 1, 1, 0.4, true, 450, 300, 1200, 1, Map.of()));

    private static List<CollectionId> episodes(CollectionId collection, int count) {
        return Collections.nCopies(count, collection);
    }

    private static Optional<RoundRequest> ofV1(int episodes, RoundRequest... before) {
        return EVERY_TEN.due(episodes(OF_V1, episodes), OF_V1, List.of(before), Optional.of(V1));
    }

    @Test
    void asksForTheKthRoundOfOnePracticeAtKTimesAsManyEpisodes() {
        assertThat(ofV1(9)).isEmpty();
        RoundRequest failed = ofV1(10).orElseThrow();

        assertThat(ofV1(19, failed)).isEmpty();
        assertThat(ofV1(20, failed)).isPresent();
    }

    @Test
    void learnsFromDemonstrationsAloneWhileNothingIsPublished() {
        RoundRequest first = EVERY_TEN
                .due(episodes(SHOWN, 10), SHOWN, List.of(), Optional.empty())
                .orElseThrow();

        assertThat(first.recipe()).isEqualTo("sft");
        assertThat(first.labels()).isEmpty();
        assertThat(EVERY_TEN.owns(first.id())).isTrue();
    }

    @Test
    void improvesTheRootPolicyWithLabelsAfterwards() {
        RoundRequest second = ofV1(10).orElseThrow();

        assertThat(second.recipe()).isEqualTo("recap");
        assertThat(second.parent()).contains(V1);
        assertThat(second.publish()).isTrue();
        assertThat(second.labels().orElseThrow().criticSteps()).isEqualTo(300);
    }

    @Test
    void choosesTheThresholdOverTheNewestPracticeAndLearnsFromTheOlderToo() {
        List<CollectionId> practised = Stream.of(episodes(SHOWN, 10), episodes(OF_V1, 12), episodes(OF_V2, 10))
                .flatMap(List::stream)
                .toList();
        RoundRequest first = EVERY_TEN
                .due(practised.subList(0, 22), OF_V1, List.of(), Optional.of(V1))
                .orElseThrow();
        RoundRequest second =
                EVERY_TEN.due(practised, OF_V2, List.of(first), Optional.of(V1)).orElseThrow();

        assertThat(first.labels().orElseThrow().newestPractice()).containsExactly(OF_V1);
        assertThat(second.labels().orElseThrow().newestPractice()).containsExactly(OF_V2);
        assertThat(second.collections()).containsExactly(DEMOS, SHOWN, OF_V1, OF_V2);
        assertThat(second.version()).isNotEqualTo(first.version());
    }
}
