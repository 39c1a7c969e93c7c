package dev.fleetrl.controller.api;

import static dev.fleetrl.controller.Fixtures.PICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.episodes.LabelStore;
import dev.fleetrl.evaluation.Forecast;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuccessForecastsTest {
    @TempDir
    Path folder;

    /** The run is the same, so what it foretold is; what came of the first episode is as people say now. */
    @Test
    void followsARelabelAtOnce() throws Exception {
        MeasuredSite.label(folder);
        try (LabelStore labels = LabelStore.open(folder)) {
            SuccessForecasts forecasts = new SuccessForecasts(labels);
            EpisodeManifest success = MeasuredSite.EPISODES.get(0);
            EpisodeManifest failed = success.judged(Ending.relabelled(Outcome.FAILURE));
            EpisodeManifest aborted = success.judged(Ending.relabelled(Outcome.ABORTED));

            assertThat(forecasts.of(MeasuredSite.RUN, List.of(aborted))).isEmpty();
            assertThat(forecast(forecasts, success).happened()).isTrue();
            assertThat(forecast(forecasts, failed).happened()).isFalse();
            assertThat(forecast(forecasts, failed).probability()).isCloseTo(0.9, within(1e-6));
        }
    }

    private static Forecast forecast(SuccessForecasts forecasts, EpisodeManifest episode) {
        return forecasts
                .of(MeasuredSite.RUN, List.of(episode))
                .getOrDefault(PICK, List.of())
                .get(0);
    }
}
