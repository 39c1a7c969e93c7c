package dev.fleetrl.controller.metrics;

import static dev.fleetrl.controller.Fixtures.BY_V1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.evaluation.WilsonInterval;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EndingTableTest {
    private static Stream<EpisodeManifest> ended(int times, Outcome outcome, String reason) {
        return IntStream.range(0, times)
                .mapToObj(i -> Episodes.ending(Episodes.practice("c", i, BY_V1, outcome, 0), outcome, reason));
    }

    @Test
    void putsTheMostFrequentReasonFirstAndCountsEpisodesWithoutAVerdictToo() {
        List<EndingRow> rows = EndingTable.of(Stream.of(
                        ended(1, Outcome.ABORTED, "physics"),
                        ended(3, Outcome.FAILURE, "time-out"),
                        ended(6, Outcome.SUCCESS, "in-bin"))
                .flatMap(episodes -> episodes)
                .toList());

        assertThat(rows).extracting(EndingRow::reason).containsExactly("in-bin", "time-out", "physics");
        assertThat(rows).extracting(EndingRow::share).containsExactly(0.6, 0.3, 0.1);
        assertThat(rows.get(1).shareInterval()).isEqualTo(WilsonInterval.of(3, 10));
    }
}
