package dev.fleetrl.policy.recipe.filteredbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.policy.SyntheticPractice;
import dev.fleetrl.policy.chunk.SourceKind;
import dev.fleetrl.policy.condition.Indicator;
import dev.fleetrl.policy.data.Origin;
import dev.fleetrl.policy.data.TrainingSet;
import dev.fleetrl.policy.network.Lesson;
import org.junit.jupiter.api.Test;

class FilteredCloningTest {
    private static final Origin ALONE = new Origin(true, false, true);
    private static final Origin HELPED = new Origin(true, true, true);
    private static final Origin FAILED = new Origin(false, true, true);
    private static final TrainingSet SUCCESS =
            new SyntheticPractice().episode(SourceKind.POLICY, 0, ALONE, 1).set();

    private final FilteredCloning recipe = new FilteredCloning();

    @Test
    void imitatesWhatSucceededAlone() {
        assertThat(isLearned(SourceKind.POLICY, ALONE)).isTrue();
        assertThat(isLearned(SourceKind.POLICY, HELPED)).isFalse();
        assertThat(isLearned(SourceKind.POLICY, FAILED)).isFalse();
    }

    @Test
    void imitatesCorrectionsThatLedToSuccess() {
        assertThat(isLearned(SourceKind.CORRECTION, HELPED)).isTrue();
        assertThat(isLearned(SourceKind.CORRECTION, FAILED)).isFalse();
    }

    @Test
    void imitatesDemonstrationsPlainly() {
        assertThat(recipe.curriculum(SUCCESS, recipe.settings())
                        .lesson()
                        .apply(SyntheticPractice.step(SourceKind.DEMONSTRATION, 0, Origin.DEMONSTRATED)))
                .contains(Lesson.imitate(Indicator.POSITIVE));
    }

    @Test
    void saysSoWhereNothingSucceeded() {
        TrainingSet failures = new SyntheticPractice()
                .episode(SourceKind.DEMONSTRATION, 0, Origin.DEMONSTRATED, 1)
                .episode(SourceKind.POLICY, 0, FAILED, 1)
                .set();

        assertThatThrownBy(() -> recipe.curriculum(failures, recipe.settings()))
                .hasMessage(
                        "recipe filtered-bc learns from practice that succeeded, and the snapshot has none; use recap"
                                + " or awr, which learn from failures too, or sft");
    }

    private boolean isLearned(SourceKind source, Origin origin) {
        return recipe.curriculum(SUCCESS, recipe.settings())
                .lesson()
                .apply(SyntheticPractice.step(source, 0, origin))
                .isPresent();
    }
}
