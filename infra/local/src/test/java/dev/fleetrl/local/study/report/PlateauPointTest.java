package dev.fleetrl.local.study.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.Figure;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlateauPointTest {
    private static final List<PlateauPoint> POINTS =
            List.of(new PlateauPoint("expert", 0, 0, 96, 96), new PlateauPoint("base", 40, 9600, 58, 97));

    @Test
    void writesARowWithWilsonsInterval() {
        assertThat(new PlateauPoint("base", 40, 9600, 60, 100).row())
                .isEqualTo("| base | 40 | 9600 | 60 of 100 | 60 % [50, 69] |\n");
    }

    /** 58 of 97 are 59.79 %: no count is lost on the way, though starts without a verdict differ. */
    @Test
    void isReadAgainFromItsFigures() {
        List<Figure> figures = PlateauPoint.figures("drawer-store", POINTS);

        assertThat(figures)
                .extracting(Figure::metric)
                .containsExactly(
                        "drawer-store expert",
                        "drawer-store expert, starts",
                        "drawer-store base, 40 demonstrations, 9600 steps",
                        "drawer-store base, 40 demonstrations, 9600 steps, starts");
        assertThat(PlateauPoint.of("drawer-store", figures)).isEqualTo(POINTS);
    }

    @Test
    void isNotTakenForThatOfAnotherTask() {
        assertThatThrownBy(() -> PlateauPoint.of("pick", PlateauPoint.figures("drawer-store", POINTS)))
                .hasMessageContaining("pick");
    }
}
