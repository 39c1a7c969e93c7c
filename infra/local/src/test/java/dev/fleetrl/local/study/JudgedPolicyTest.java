package dev.fleetrl.local.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.evaluation.AreaUnderRoc;
import dev.fleetrl.evaluation.WilsonInterval;
import dev.fleetrl.local.study.JudgedPolicy.Estimate;
import dev.fleetrl.value.critic.CriticScores;
import dev.fleetrl.value.critic.progress.DoneDetector;
import dev.fleetrl.value.critic.watch.WatchConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An answer a second. */
class JudgedPolicyTest {
    private static final DoneDetector NONE = new DoneDetector.Unusable("not calibrated");

    /** Stalled after 5 s, sliding on a mean below -0.1 over 2 s. */
    private static final WatchConfig WATCH = new WatchConfig(true, 5, 0.05, 2, -0.1, 2, 10);

    private static final double[] RISING = {0, 0.3, 0.3, 0.3, 0.3};
    private static final double[] FALLING = {0, 0.6, -0.2, -0.2, -0.2};

    /**
     * Its own successes and failures look alike to the critic: an AUC of 0.5. Thrown together with another policy's, which looks
     * worse and fails more, they would have one of 0.75.
     */
    @Test
    void givesNoCreditForTellingPoliciesApart() {
        JudgedPolicy good = judged(3, 1, RISING, RISING);
        JudgedPolicy bad = judged(1, 3, FALLING, FALLING);

        List<Figure> figures = CriticBench.figures(List.of(good.figures(NONE), bad.figures(NONE)));

        assertThat(figures)
                .contains(
                        Figure.ofNote("policies with both outcomes", 2, ""),
                        Figure.atLeast("vocAuc", 0.5, "", 0.9),
                        Figure.ofNote("vocAuc, lowest", 0.5, ""));
    }

    /** The failures slide at 3 s, a second before they end, and never stall for 5 s: the fleet calls, the ranking does not. */
    @Test
    void countsTheCallsOfTheConfiguredWatch() {
        Map<String, Estimate> figures = judged(3, 2, RISING, FALLING).figures(NONE);

        assertThat(figures)
                .containsEntry("as configured, first of an episode, recall", Estimate.of(1, WilsonInterval.of(2, 2)))
                .containsEntry("as configured, first of an episode, precision", Estimate.of(1, WilsonInterval.of(2, 2)))
                .containsEntry("no new best for 5.0 s, recall", Estimate.of(0, WilsonInterval.of(0, 2)))
                .containsEntry("vocAuc", auc(new double[] {1, 1, 1}, new double[] {0, 0}))
                .doesNotContainKey("no new best for 5.0 s, precision");
    }

    @Test
    void comparesNothingWhereAllSucceeded() {
        assertThat(judged(3, 0, RISING, FALLING).figures(NONE))
                .containsEntry("heldOutSuccesses", Estimate.of(3))
                .containsEntry("vocSuccess", Estimate.of(1))
                .doesNotContainKeys("vocAuc", "AUC of the length alone", "as configured, first of an episode, recall");
    }

    private static Estimate auc(double[] successes, double[] failures) {
        AreaUnderRoc auc = AreaUnderRoc.of(successes, failures);
        return Estimate.of(auc.auc(), auc.interval());
    }

    private static JudgedPolicy judged(int successes, int failures, double[] good, double[] bad) {
        JudgedPolicy policy = new JudgedPolicy(WATCH);
        for (int i = 0; i < successes + failures; i++) {
            double[] forward = i < successes ? good : bad;
            double[] reversed = Arrays.stream(forward).map(c -> -c).toArray();
            CriticScores scores = new CriticScores(forward, reversed, new double[forward.length], 1, i < successes);
            policy.hear(scores, 1, List.of(0, 0, 0, 0, 0));
        }
        return policy;
    }
}
