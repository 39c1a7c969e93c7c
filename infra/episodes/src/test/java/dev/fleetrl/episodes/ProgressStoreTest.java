package dev.fleetrl.episodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.LabelRunId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressStoreTest {
    private static final LabelRunId RUN = new LabelRunId("run-1");
    private static final EpisodeId EPISODE = new EpisodeId("e-1");
    private static final List<ProgressStep> STEPS =
            List.of(new ProgressStep(0, 0, 0, 0.01f, false), new ProgressStep(1, 0.25f, 0.25f, 0.02f, true));

    @TempDir
    private Path folder;

    @Test
    void givesBackWhatItWasGivenOnceTheRunIsFinished() throws IOException {
        try (ProgressStore store = ProgressStore.open(folder)) {
            store.write(RUN, EPISODE, STEPS);
            assertThat(store.has(RUN)).isFalse();

            store.finish(RUN);

            assertThat(store.has(RUN)).isTrue();
            assertThat(store.read(RUN, EPISODE)).isEqualTo(STEPS);
        }
    }

    @Test
    void showsNothingOfARunThatWasCutOff() throws IOException {
        try (ProgressStore store = ProgressStore.open(folder)) {
            store.write(RUN, EPISODE, STEPS);

            assertThatThrownBy(() -> store.read(RUN, EPISODE)).isInstanceOf(UnreadableFileException.class);
        }
    }
}
