package dev.fleetrl.local.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.local.UserError;
import dev.fleetrl.local.study.plan.Cell;
import dev.fleetrl.local.study.plan.CellResult;
import dev.fleetrl.local.study.plan.Effort;
import dev.fleetrl.local.study.plan.Sizes;
import dev.fleetrl.local.study.report.Generalisation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuitesBenchTest {
    @TempDir
    private Path path;

    private StudyFolder study() throws IOException {
        return StudyFolder.open(path, "pick", new Sizes(1, 1, 1, 1, 1, 1));
    }

    private static CellResult result(String variant, int round, String policy) {
        Cell cell = new Cell("pick", variant, 1, round);
        return new CellResult(
                cell, policy, "sft", List.of(), 0, Effort.NONE, Map.of(), Map.of(), Map.of(), List.of("abc"));
    }

    @Test
    void refuseASeedWithoutARoundOfRecap() throws IOException {
        StudyFolder study = study();

        assertThatThrownBy(() -> new SuitesBench(study, "pick", 1, 1))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no result of pick start seed 1 round 0");
        study.keep(result("start", 0, "base"));
        assertThatThrownBy(() -> new SuitesBench(study, "pick", 1, 1))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no result of pick recap seed 1 round 1");
    }

    @Test
    void tryRecapsLastPolicy() throws IOException {
        StudyFolder study = study();
        study.keep(result("start", 0, "base"));
        study.keep(result("recap", 1, "recap-1"));
        study.keep(result("recap", 2, "recap-2"));

        assertThat(new SuitesBench(study, "pick", 1, 1).last().value()).isEqualTo("recap-2");
    }

    @Test
    void leaveTheirAnswersToTheStudysPage() throws IOException {
        Generalisation answer = new Generalisation("pick", 2, 1, "recap-1", "a machine", "abc", List.of());
        study().keep(answer);

        assertThat(study().generalisations("pick", 1, 3)).containsExactly(answer);
    }
}
