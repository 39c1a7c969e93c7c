package dev.fleetrl.local.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.evaluation.Trials;
import dev.fleetrl.local.study.report.PlateauPoint;
import dev.fleetrl.local.study.virtual.SiteSettings;
import dev.fleetrl.local.study.virtual.ValueReference;
import dev.fleetrl.local.study.virtual.VirtualSite;
import dev.fleetrl.local.study.virtual.Watcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlateauTest {
    @TempDir
    private Path data;

    /** Seeds 1 and 2; one step of training teaches nothing. */
    @Test
    void measuresTheExpertAndABaseForEachPair() throws IOException {
        List<String> told = new ArrayList<>();
        SiteSettings settings = new SiteSettings(List.of(new TaskId("pick")), 1, 1, 1, 10, 1);
        try (VirtualSite site =
                VirtualSite.open(data, settings, ValueReference.withThreads(1), Watcher.NOBODY, "abc")) {
            Plateau plateau = new Plateau(site, new TaskId("pick"), 1, 2, told::add);
            List<PlateauPoint> points = plateau.run(List.of(1), List.of(1, 2));

            assertThat(points)
                    .containsExactly(
                            new PlateauPoint("expert", 0, 0, List.of(new Trials(1, 1))),
                            new PlateauPoint("base", 1, 1, List.of(new Trials(0, 1), new Trials(0, 1))),
                            new PlateauPoint("base", 1, 2, List.of(new Trials(0, 1), new Trials(0, 1))));
            assertThat(plateau.commits()).containsExactly("abc");
            assertThat(told).hasSize(7).contains("  base-1-2, training 2 of 2: 0 of 1");
        }
    }
}
