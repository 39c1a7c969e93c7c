package dev.fleetrl.value.recap;

import static dev.fleetrl.value.recap.Episodes.TASK;
import static dev.fleetrl.value.recap.Episodes.judged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.LabelSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private static final LabelSettings FINETUNE =
            LabelSettings.fineTuning(new CollectionId("new")).settings();
    private static final LabelSettings PRETRAIN = LabelSettings.preTraining().settings();

    private static final JudgedEpisode SHOWN = judged("shown", "demos", 1, true, "d".repeat(40));
    private static final JudgedEpisode GOOD = judged("good", "new", 1, true, "p".repeat(15));
    private static final JudgedEpisode BAD = judged("bad", "new", 1, false, "p".repeat(15));

    @Test
    void findsNothingToSayOfPracticeThatSucceedsAndFails() {
        assertThat(Readiness.check(FINETUNE, TASK, List.of(SHOWN, GOOD, BAD))).isEmpty();
    }

    /** 10 above ε at 40 % are 25 steps in all. */
    @Test
    void needsTenStepsOnTheScarcerSideOfTheThreshold() {
        JudgedEpisode enough = judged("e", "new", 1, true, "p".repeat(10));
        JudgedEpisode tooFew = judged("e", "new", 1, true, "p".repeat(9) + "c");

        assertThat(Readiness.check(FINETUNE, TASK, List.of(enough, BAD))).isEmpty();
        assertThatThrownBy(() -> Readiness.check(FINETUNE, TASK, List.of(tooFew, BAD)))
                .isInstanceOf(LabelRefused.class)
                .hasMessage(
                        "task push has 24 policy steps in [new], and positiveFraction 0.4 needs 25; collect more, or"
                                + " name the right collections");
    }

    @Test
    void countsDemonstrationsForPreTraining() {
        JudgedEpisode few = judged("few", "demos", 1, true, "d".repeat(33));

        assertThatThrownBy(() -> Readiness.check(PRETRAIN, TASK, List.of(few, GOOD)))
                .hasMessage("task push has 33 demonstration steps, and positiveFraction 0.3 needs 34; collect more, or"
                        + " name the right collections");
    }

    @Test
    void refusesToFineTuneOnFailuresAlone() {
        assertThatThrownBy(() -> Readiness.check(FINETUNE, TASK, List.of(BAD, BAD)))
                .hasMessage("task push has no success among its 2 episodes; show it, or correct the robots until some"
                        + " succeed");
    }

    @Test
    void flagsATaskThatNeverFailed() {
        assertThat(Readiness.check(PRETRAIN, TASK, List.of(SHOWN)))
                .singleElement()
                .asString()
                .startsWith("no-failures: all 1 episodes of task push succeeded");
        assertThat(Readiness.check(FINETUNE, TASK, List.of(GOOD, GOOD)))
                .singleElement()
                .asString()
                .startsWith("no-failures:");
    }

    @Test
    void flagsATaskThatOnlyItsDemonstratorsCanDo() {
        assertThat(Readiness.check(FINETUNE, TASK, List.of(SHOWN, BAD, BAD)))
                .singleElement()
                .asString()
                .startsWith("no-practice-success: task push");
    }
}
