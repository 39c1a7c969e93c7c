package dev.fleetrl.local.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.evaluation.Interval;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.study.JudgedPolicy.Estimate;
import dev.fleetrl.local.study.plan.Cell;
import dev.fleetrl.local.study.plan.Sizes;
import dev.fleetrl.local.study.plan.Variant;
import dev.fleetrl.local.study.virtual.SiteSettings;
import dev.fleetrl.local.study.virtual.ValueReference;
import dev.fleetrl.local.study.virtual.VirtualSite;
import dev.fleetrl.local.study.virtual.Watcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CriticBenchTest {
    private static final Sizes SMALL = new Sizes(5, 1, 2, 1, 1, 2);
    private static final Cell START = new Cell("pick", Variant.START.name(), 1, 0);
    private static final Cell RECAP = new Cell("pick", Variant.RECAP.name(), 1, 1);

    @TempDir
    private Path folder;

    private void tell(StudyFolder study, Cell cell) throws IOException {
        SiteSettings settings = new SiteSettings(List.of(new TaskId("pick")), 2, 1, 1, 10, 1);
        try (VirtualSite site =
                VirtualSite.open(study.data(cell), settings, ValueReference.withThreads(1), Watcher.NOBODY)) {
            study.keep(new Story(site, cell, SMALL).tell(cell, "abc"));
        }
    }

    /** Seed 1: its policies have learned nothing and fail, the critic has seen the expert alone. */
    @Test
    void measuresACriticOnTheStudysOwnPolicies() throws IOException {
        StudyFolder study = StudyFolder.open(folder, "pick", SMALL);
        tell(study, START);
        tell(study, RECAP);

        List<String> lines = new ArrayList<>();
        List<Figure> figures = new CriticBench(study, "pick", 2, lines::add).run(1, 1);

        assertThat(figures)
                .contains(
                        Figure.ofNote("policies", 2, ""),
                        Figure.ofNote("policies with both outcomes", 0, ""),
                        Figure.ofNote("heldOutFailures", 2, ""))
                .noneMatch(figure -> figure.metric().contains("calls an hour"));
        assertThat(lines).filteredOn(line -> line.startsWith("seed 1, ")).hasSize(2);
        assertThat(study.critics(START).resolve("critics")).isDirectoryContaining("glob:**critic-2-*");
        assertThat(study.data(START).resolve("critics")).isEmptyDirectory();
    }

    @Test
    void refusesASeedThatWasNotRun() throws IOException {
        StudyFolder study = StudyFolder.open(folder, "pick", SMALL);

        assertThatThrownBy(() -> new CriticBench(study, "pick", 2, line -> {}).run(1, 1))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("has no result of pick start seed 1");
        assertThat(study.data(START)).doesNotExist();
    }

    @Test
    void holdsTheMeanOfThePoliciesAgainstTheTarget() {
        Map<String, Estimate> good = Map.of("vocAuc", Estimate.of(1, new Interval(0.75, 1)));
        Map<String, Estimate> fair = Map.of("vocAuc", Estimate.of(0.875, new Interval(0.5, 0.9375)));

        assertThat(CriticBench.figures(List.of(good, fair, Map.of())))
                .containsExactly(
                        Figure.ofNote("policies", 3, ""),
                        Figure.ofNote("policies with both outcomes", 2, ""),
                        Figure.atLeast("vocAuc", 0.9375, "", 0.9),
                        Figure.ofNote("vocAuc, lower bound", 0.625, ""),
                        Figure.ofNote("vocAuc, upper bound", 0.96875, ""),
                        Figure.ofNote("vocAuc, lowest", 0.875, ""));
    }
}
