package dev.fleetrl.value.recap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.episodes.EpisodeLabels;
import dev.fleetrl.episodes.LabelledStep;
import dev.fleetrl.value.recap.LabelComparison.Agreement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelComparisonTest {
    private final LabelComparison comparison = new LabelComparison();

    @Test
    void countsWhoCallsWhatGood() {
        comparison.add(Sources.of("pppppc"), labels("++--+-", 1, 2, 3, 4, 5, 6), labels("+-+-++", 6, 5, 4, 3, 2, 1));

        assertThat(comparison.bySource())
                .containsOnly(
                        entry("policy", new Agreement(2, 1, 1, 1)), entry("correction", new Agreement(0, 0, 1, 0)));
        assertThat(comparison.bySource().get("policy"))
                .extracting(Agreement::share)
                .isEqualTo(0.6);
        assertThat(comparison.steps()).isEqualTo(6);
        assertThat(comparison.advantageCorrelation()).isCloseTo(-1, within(1e-9));
    }

    @Test
    void refusesLabelsOfOtherSteps() {
        assertThatThrownBy(() -> comparison.add(Sources.of("pp"), labels("++", 1, 2), labels("+", 1)))
                .hasMessage("episode e has 2 steps but 2 and 1 labels");
    }

    private static EpisodeLabels labels(String indicators, float... advantages) {
        List<LabelledStep> steps = new ArrayList<>();
        for (int t = 0; t < advantages.length; t++) {
            steps.add(new LabelledStep(t, 0, 0, 0, advantages[t], indicators.charAt(t) == '+'));
        }
        return new EpisodeLabels(new EpisodeId("e"), steps);
    }
}
