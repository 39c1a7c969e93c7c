package dev.fleetrl.policy.recipe.hgdagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.policy.SyntheticPractice;
import dev.fleetrl.policy.chunk.SourceKind;
import dev.fleetrl.policy.data.Origin;
import dev.fleetrl.policy.data.TrainingSet;
import org.junit.jupiter.api.Test;

class HumanGatedDaggerTest {
    private static final Origin FAILED = new Origin(false, true, true);
    private final HumanGatedDagger recipe = new HumanGatedDagger();

    @Test
    void imitatesPeopleOnly() {
        TrainingSet set = new SyntheticPractice()
                .episode(SourceKind.CORRECTION, 0, FAILED, 1)
                .set();
        var lesson = recipe.curriculum(set, recipe.settings()).lesson();

        assertThat(lesson.apply(SyntheticPractice.step(SourceKind.CORRECTION, -1, FAILED)))
                .isPresent();
        assertThat(lesson.apply(SyntheticPractice.step(SourceKind.DEMONSTRATION, -1, Origin.DEMONSTRATED)))
                .isPresent();
        assertThat(lesson.apply(SyntheticPractice.step(SourceKind.POLICY, 1, FAILED)))
                .isEmpty();
    }

    @Test
    void saysSoWhereNobodyCorrected() {
        TrainingSet set =
                new SyntheticPractice().episode(SourceKind.POLICY, 0, FAILED, 1).set();

        assertThatThrownBy(() -> recipe.curriculum(set, recipe.settings()))
                .hasMessage(
                        "recipe hg-dagger learns from corrections, and the snapshot has none; use filtered-bc, which"
                                + " learns from the policy's own successes, or sft");
    }
}
