package dev.fleetrl.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AdamWTest {
    /** No decay, no clipping to speak of, average = weights of the last step but for the warm-up. */
    private static final AdamW.Settings PLAIN = new AdamW.Settings(0.9, 0.99, 0, 1e9, 0.5);

    private static final Weights ORIGIN = new Weights(Map.of("line/w", new float[] {0}, "line/b", new float[] {0}));

    /** At the origin the errors are 1, -1, -5: loss 27/3, gradient 2/3·(-1 - 10, 1 - 1 - 5) = (-22/3, -10/3). */
    @Test
    void answersTheLossBeforeTheStepAndClipsItsGradient() {
        try (LinearFit fit = new LinearFit(new AdamW.Settings(0.9, 0.99, 0, 1, 0.5))) {
            fit.session().initialise(1);
            fit.session().write(ORIGIN);

            assertThat(fit.step(0, 0.1)).isCloseTo(9, within(1e-5f));

            double clipped = -22 / 3.0 / Math.hypot(22 / 3.0, 10 / 3.0);
            assertThat(fit.session().state().of("adam-m/line/w")[0]).isCloseTo((float) (0.1 * clipped), within(1e-6f));
        }
    }

    /** Adam's first step is the rate in each direction, whatever the gradient's length. */
    @Test
    void goesTheRateInItsFirstStep() {
        try (LinearFit fit = new LinearFit(PLAIN)) {
            fit.session().initialise(1);
            fit.session().write(ORIGIN);

            fit.step(0, 0.1);

            Weights state = fit.session().state();
            assertThat(state.of("line/w")[0]).isCloseTo(0.1f, within(1e-6f));
            assertThat(state.of("line/b")[0]).isCloseTo(0.1f, within(1e-6f));
        }
    }

    /** From w = 1: 1 + 0.1 by Adam, then minus 0.1·0.5·1.1; the bias does not decay. */
    @Test
    void decaysMatricesAfterAdamAndLeavesBiasesAlone() {
        try (LinearFit fit = new LinearFit(new AdamW.Settings(0.9, 0.99, 0.5, 1e9, 0.5))) {
            fit.session().initialise(1);
            fit.session().write(new Weights(Map.of("line/w", new float[] {1}, "line/b", new float[] {0})));

            fit.step(0, 0.1);

            Weights state = fit.session().state();
            assertThat(state.of("line/w")[0]).isCloseTo(1.045f, within(1e-5f));
            assertThat(state.of("line/b")[0]).isCloseTo(0.1f, within(1e-6f));
        }
    }

    /** d = min(0.5, 1/10) at step 0: the average goes 0.9 of the way from 0 to 0.1. */
    @Test
    void averagesQuicklyAtFirst() {
        try (LinearFit fit = new LinearFit(PLAIN)) {
            fit.session().initialise(1);
            fit.session().write(AdamW.startingFrom(ORIGIN));

            fit.step(0, 0.1);

            assertThat(AdamW.averages(fit.session().state()).of("line/w")[0]).isCloseTo(0.09f, within(1e-6f));
        }
    }

    @Test
    void findsTheLine() {
        try (LinearFit fit = new LinearFit(PLAIN)) {
            fit.session().initialise(1);
            CosineSchedule schedule = new CosineSchedule(0.2, 1, 300, 0.02);

            for (int step = 0; step < 300; step++) {
                fit.step(step, schedule.at(step));
            }

            assertThat(fit.session().state().of("line/w")[0]).isCloseTo(2, within(0.01f));
            assertThat(fit.session().state().of("line/b")[0]).isCloseTo(1, within(0.01f));
        }
    }

    @Test
    void resumesExactlyFromItsState() {
        try (LinearFit first = new LinearFit(AdamW.Settings.STANDARD);
                LinearFit second = new LinearFit(AdamW.Settings.STANDARD)) {
            first.session().initialise(1);
            first.step(0, 0.01);
            second.session().initialise(2);
            second.session().write(first.session().state());

            first.step(1, 0.01);
            second.step(1, 0.01);

            assertThat(second.session().state()).isEqualTo(first.session().state());
        }
    }
}
