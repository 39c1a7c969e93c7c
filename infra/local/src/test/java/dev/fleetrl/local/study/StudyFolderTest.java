package dev.fleetrl.local.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.local.UserError;
import dev.fleetrl.local.study.plan.Cell;
import dev.fleetrl.local.study.plan.CellResult;
import dev.fleetrl.local.study.plan.Effort;
import dev.fleetrl.local.study.plan.Sizes;
import dev.fleetrl.local.study.plan.StudyPlan;
import dev.fleetrl.local.study.plan.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyFolderTest {
    private static final Cell DONE = new Cell("pick", "recap", 1, 1);
    private static final Cell MISSING = new Cell("pick", "recap", 2, 1);

    @TempDir
    private Path path;

    @Test
    void givesBackTheCellsThatAreDone() throws IOException {
        StudyFolder folder = StudyFolder.open(path, "pick", new Sizes(1, 1, 1, 1, 1, 1));
        CellResult result = result(DONE);
        folder.keep(result);

        assertThat(folder.results(List.of(DONE, MISSING), (cell, why) -> {})).containsExactly(Map.entry(DONE, result));
    }

    /** Cells are small and kept for years, data are not. */
    @Test
    void doesNotKnowWhatFailedWhereTheDataAreGone() throws IOException {
        StudyFolder folder = StudyFolder.open(path, "pick", new Sizes(1, 1, 1, 1, 1, 1));
        StudyPlan plan = StudyPlan.of("pick", StudyPlan.Preset.HEADLINE);
        assertThat(folder.failedDemonstrations(plan)).hasValue(Map.of());

        folder.keep(result(new Cell("pick", "start", plan.firstSeed(), 0)));

        assertThat(folder.failedDemonstrations(plan)).isEmpty();
    }

    private static CellResult result(Cell cell) {
        return new CellResult(
                cell,
                "base",
                "sft",
                List.of(new Trial(7, true, 3.5, 13.5, "in-bin")),
                0,
                Effort.NONE,
                Map.of("train", 1.0),
                Map.of(),
                Map.of(),
                List.of("abc"));
    }

    @Test
    void goesOnWithoutACellThatCannotBeRead() throws IOException {
        StudyFolder folder = StudyFolder.open(path, "pick", new Sizes(1, 1, 1, 1, 1, 1));
        Path broken = path.resolve("cells").resolve(DONE.file());
        Files.createDirectories(broken.resolveSibling("."));
        Files.writeString(broken, "{");
        Map<Cell, String> why = new HashMap<>();

        assertThat(folder.results(List.of(DONE, MISSING), why::put)).isEmpty();
        assertThat(why).containsOnlyKeys(DONE);
        assertThat(why.get(DONE)).contains("cannot be read").contains("remove it to compute it again");
    }

    @Test
    void refusesToMixTwoSizesOfStudies() throws IOException {
        StudyFolder.open(path, "pick", new Sizes(1, 1, 1, 1, 1, 1));

        assertThatThrownBy(() -> StudyFolder.open(path, "pick", new Sizes(2, 1, 1, 1, 1, 1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--out");
    }

    @Test
    void saysWhatToDoAboutATruncatedFile() throws IOException {
        StudyFolder.open(path, "pick", new Sizes(1, 1, 1, 1, 1, 1));
        Files.writeString(path.resolve("pick.json"), "{");

        assertThatThrownBy(() -> StudyFolder.existing(path, "pick"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("pick.json cannot be read")
                .hasMessageContaining("remove it");
    }
}
