package dev.fleetrl.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.episodes.SealedEpisode;
import dev.fleetrl.local.site.SiteSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A site whose arms are reached through ROS 2 alone, in life's own time. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RosSiteTest {
    private static final int EPISODES = 4;

    @TempDir
    static Path data;

    /**
     * How many succeed, and how many are cut off and asked for once more, is a matter of how busy the machine is, for life's own time
     * waits for nobody; that none succeeds is not.
     */
    @Test
    void demonstratesThroughRos() throws Exception {
        try (RunningSite site = RunningSite.start(data.resolve("site"), SiteSettings.ArmKind.ROS2)) {
            site.demonstrate("through-ros", EPISODES, 1);
            RunningSite.await("all demonstrations are sealed", () -> site.isComplete("through-ros"));

            List<SealedEpisode> episodes = site.sealed();
            assertThat(episodes).filteredOn(RosSiteTest::isJudged).hasSize(EPISODES);
            assertThat(episodes).anyMatch(episode -> episode.manifest().ending().outcome() == Outcome.SUCCESS);
            assertThat(episodes).allSatisfy(episode -> {
                List<Step> steps = episode.steps();
                long millis =
                        steps.get(steps.size() - 1).atMillis() - steps.get(0).atMillis();
                assertThat(millis).isGreaterThan(90L * (steps.size() - 1));
                assertThat(steps)
                        .allSatisfy(
                                step -> assertThat(step.observation().frames()).hasSize(2));
            });
        }
    }

    private static boolean isJudged(SealedEpisode episode) {
        Outcome outcome = episode.manifest().ending().outcome();
        return outcome == Outcome.SUCCESS || outcome == Outcome.FAILURE;
    }
}
