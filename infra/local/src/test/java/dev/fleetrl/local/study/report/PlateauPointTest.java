package dev.fleetrl.local.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.evaluation.Trials;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlateauPointTest {
    @Test
    void writesARowWithWilsonsInterval() {
        assertThat(new PlateauPoint("base", 40, 9600, List.of(new Trials(60, 100))).row())
                .isEqualTo("| base | 40 | 9600 | 60 of 100 | 60 % [50, 69] |  |\n");
    }

    /** ρ = (8 - 0.202) / (8 + 99 · 0.202) = 0.28: the 200 starts say as much as 7, and t(1) = 12.7 leaves a sixth of one. */
    @Test
    void showsHowTrainingsDiffer() {
        assertThat(new PlateauPoint("base", 5, 4800, List.of(new Trials(40, 100), new Trials(80, 100))).row())
                .isEqualTo("| base | 5 | 4800 | 120 of 200 | 60 % [2, 99] | 40, 80 |\n");
    }
}
