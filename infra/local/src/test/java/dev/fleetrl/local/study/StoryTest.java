package dev.fleetrl.local.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.local.study.plan.Cell;
import dev.fleetrl.local.study.plan.CellResult;
import dev.fleetrl.local.study.plan.Sizes;
import dev.fleetrl.local.study.plan.Trial;
import dev.fleetrl.local.study.virtual.SiteSettings;
import dev.fleetrl.local.study.virtual.ValueReference;
import dev.fleetrl.local.study.virtual.VirtualSite;
import dev.fleetrl.local.study.virtual.Watcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The smallest story that there is, on one robot; seed 1. */
class StoryTest {
    private static final Sizes SMALLEST = new Sizes(1, 1, 1, 1, 1, 1);
    private static final Cell CONTROL = new Cell("pick", "control-demos", 1, 1);
    private static final Cell FOR_HELP = new Cell("pick", "control-demos-help", 1, 1);
    private static final Cell RECAP = new Cell("pick", "recap", 1, 1);
    private static final Cell START = new Cell("pick", "start", 1, 0);
    private static final Cell STEPS = new Cell("pick", "control-steps", 1, 1);
    private static final Cell AWR = new Cell("pick", "awr-1.0", 1, 1);

    @TempDir
    private Path data;

    @Test
    void givesTheControlThePeoplesTimeAndTheSameHeldOutStarts() throws IOException {
        SiteSettings settings = new SiteSettings(List.of(new TaskId("pick")), 1, 1, 1, 10, 1);
        try (VirtualSite site = VirtualSite.open(data, settings, ValueReference.withThreads(1), Watcher.NOBODY)) {
            CellResult control = new Story(site, CONTROL, SMALLEST).tell(CONTROL, "abc");
            CellResult recap = new Story(site, RECAP, SMALLEST).tell(RECAP, "abc");
            CellResult forHelp = new Story(site, FOR_HELP, SMALLEST).tell(FOR_HELP, "abc");

            assertThat(forHelp.policy()).isEqualTo("control-demos-help-1");
            assertThat(data.resolve("collections/demonstrations-for-help-1.json")
                            .toFile()
                            .exists())
                    .isEqualTo(forHelp.effort().episodes() > 0);
            assertThat(recap.policy()).isEqualTo("recap-1");
            assertThat(recap.effort().episodes()).isEqualTo(1);
            assertThat(recap.effort().operatorSeconds()).isPositive();
            assertThat(control.effort().autonomousSuccesses()).isZero();
            assertThat(control.recipe()).isEqualTo("sft");
            assertThat(control.effort().operatorSeconds())
                    .isGreaterThan(
                            recap.effort().operatorSeconds() - control.effort().operatorSeconds());
            assertThat(control.trials()).extracting(Trial::start).containsExactly(900_100_000L);
            assertThat(recap.trials()).extracting(Trial::start).containsExactly(900_100_000L);
            assertThat(recap.seconds()).containsOnlyKeys("practise", "label", "train", "evaluate");
            assertThat(control.seconds()).containsOnlyKeys("demonstrate", "train", "evaluate");
        }
    }

    /** The data are those of an older commit. */
    @Test
    void tellsOfAllCommitsThatACellRestsOn() throws IOException {
        SiteSettings settings = new SiteSettings(List.of(new TaskId("pick")), 1, 1, 1, 10, 1);
        for (String commit : List.of("old", "new")) {
            try (VirtualSite site =
                    VirtualSite.open(data, settings, ValueReference.withThreads(1), Watcher.NOBODY, commit)) {
                Cell cell = commit.equals("old") ? START : STEPS;
                CellResult told = new Story(site, cell, SMALLEST).tell(cell, commit);

                assertThat(told.commits()).isEqualTo(commit.equals("old") ? List.of("old") : List.of("new", "old"));
            }
        }
    }

    @Test
    void comparesRecipesOnRecapsOwnLabels() throws IOException {
        SiteSettings settings = new SiteSettings(List.of(new TaskId("pick")), 1, 1, 1, 10, 1);
        try (VirtualSite site = VirtualSite.open(data, settings, ValueReference.withThreads(1), Watcher.NOBODY)) {
            CellResult awr = new Story(site, AWR, SMALLEST).tell(AWR, "abc");

            assertThat(awr.recipe()).isEqualTo("awr");
            assertThat(data.resolve("labels"))
                    .isDirectoryContaining("glob:**/recap-1")
                    .isDirectoryNotContaining("glob:**/awr*");
            assertThat(data.resolve("values/recap-1"))
                    .isDirectoryContaining("glob:**/*tfevents*")
                    .isDirectoryContaining("glob:**/calibration.json");
        }
    }
}
