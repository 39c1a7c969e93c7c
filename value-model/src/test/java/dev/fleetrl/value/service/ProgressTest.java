package dev.fleetrl.value.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.LabelRecord;
import dev.fleetrl.contracts.LabelRunId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final Progress progress = new Progress(new LabelRunId("run-1"));

    @Test
    void tellsALongStageInTwentyParts() {
        List<LabelRecord.Progress> told = IntStream.rangeClosed(1, 1000)
                .mapToObj(done -> progress.at("training", done, 1000))
                .flatMap(Optional::stream)
                .toList();

        assertThat(told)
                .extracting(LabelRecord.Progress::done)
                .hasSize(21)
                .startsWith(1, 50, 100)
                .endsWith(1000);
    }

    @Test
    void tellsTheBeginningOfEachStage() {
        assertThat(progress.at("reading", 1, 100)).isPresent();
        assertThat(progress.at("reading", 2, 100)).isEmpty();
        assertThat(progress.at("training", 1, 100)).isPresent();
    }
}
