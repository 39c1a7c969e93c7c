package dev.fleetrl.local.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CurveChartTest {
    /** A line is 16 high; the axis lies at 336, and nothing stands below 332. */
    @Test
    void keepsNamesApartAndAboveTheAxis() {
        assertThat(CurveChart.apart(new double[] {110, 115, 200})).containsExactly(110, 126, 200);
        assertThat(CurveChart.apart(new double[] {320, 330, 336})).containsExactly(300, 316, 332);
    }
}
