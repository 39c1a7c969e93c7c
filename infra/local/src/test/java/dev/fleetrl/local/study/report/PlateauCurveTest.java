package dev.fleetrl.local.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.evaluation.Trials;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlateauCurveTest {
    private static PlateauPoint base(int steps, int successes) {
        return new PlateauPoint("base", 5, steps, List.of(new Trials(successes, 100)));
    }

    @Test
    void keepsWhatWasMeasuredBefore() {
        PlateauCurve before = new PlateauCurve("pick", List.of("old"), List.of(base(4800, 45), base(9600, 40)));
        PlateauCurve now = new PlateauCurve("pick", List.of("new"), List.of(base(9600, 50)));

        assertThat(now.plus(before))
                .isEqualTo(new PlateauCurve("pick", List.of("old", "new"), List.of(base(4800, 45), base(9600, 50))));
    }
}
