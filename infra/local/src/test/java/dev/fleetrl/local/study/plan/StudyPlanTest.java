package dev.fleetrl.local.study.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.policy.recipe.RecipeSettings;
import dev.fleetrl.policy.recipe.recap.Recap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StudyPlanTest {
    private static final StudyPlan HEADLINE = StudyPlan.of("pick", StudyPlan.Preset.HEADLINE);

    @Test
    void runsTheHeadlineOfAllSeedsBeforeItsControls() {
        List<Cell> cells = HEADLINE.withSeeds(2).withRounds(2).cells();

        assertThat(cells)
                .extracting(
                        cell -> cell.variant() + " #" + (cell.seed() - HEADLINE.firstSeed() + 1) + " " + cell.round())
                .containsExactly(
                        "start #1 0",
                        "start #2 0",
                        "recap #1 1",
                        "recap #1 2",
                        "recap #2 1",
                        "recap #2 2",
                        "control-steps #1 2",
                        "control-steps #2 2",
                        "control-demos #1 2",
                        "control-demos #2 2",
                        "control-demos-help #1 2",
                        "control-demos-help #2 2");
    }

    @Test
    void takesTheOtherRecipesOnThreeSeedsWhenItIsComplete() {
        List<Cell> cells = StudyPlan.of("pick", StudyPlan.Preset.FULL).cells();

        assertThat(cells).filteredOn(cell -> cell.variant().equals("awr-3.0")).hasSize(3);
        assertThat(cells).filteredOn(cell -> cell.variant().equals("recap")).hasSize(15);
        assertThat(cells).extracting(Cell::file).doesNotHaveDuplicates();
    }

    /** From the base both of them go on: it would be RECAP twice. */
    @Test
    void continuesNothingInAStudyOfOneRound() {
        StudyPlan one = StudyPlan.of("insert", StudyPlan.Preset.FULL).withRounds(1);

        assertThat(one.cells()).extracting(Cell::variant).contains("ppo").doesNotContain("recap-continue");
        assertThat(one.withRounds(2).cells()).extracting(Cell::variant).contains("recap-continue");
    }

    /** Whoever starts elsewhere, or goes on for less long, measures something else. */
    @Test
    void judgesTheClaimAtItsOwnSizesAlone() {
        StudyPlan claim = StudyPlan.of("insert", StudyPlan.Preset.FULL);

        assertThat(claim.isOfTheClaim()).isTrue();
        assertThat(claim.withBaseSteps(4800).isOfTheClaim()).isFalse();
        assertThat(claim.withBaseSteps(4800).sizes().baseSteps()).isEqualTo(4800);
        assertThat(claim.withExtraSteps(2500).isOfTheClaim()).isFalse();
    }

    /** What labels bring is only seen beside the same draws without them. */
    @Test
    void imitatesWhatRecapDraws() {
        RecipeSettings recap = new Recap().settings();

        assertThat(Variant.named("sft-practice").settings())
                .hasSize(4)
                .allSatisfy((name, share) -> assertThat(share).isEqualTo(recap.number(name)));
    }

    /** Cut at takeovers and charged for the rest, it would tell of the charge. */
    @Test
    void looksToTheEndOverTakeovers() {
        LabelSettings.Builder recaps =
                LabelSettings.fineTuning(new CollectionId("practice-1")).truncateAtTakeover(true);

        assertThat(Variant.named("recap-lookahead-episode")
                        .labels()
                        .apply(recaps)
                        .settings()
                        .truncateAtTakeover())
                .isFalse();
    }

    @Test
    void looksForSuspectsOnSeedsThatTheClaimIsNotMeasuredOn() {
        StudyPlan suspects = StudyPlan.of("pick", StudyPlan.Preset.SUSPECTS);

        assertThat(suspects.cells()).extracting(Cell::seed).containsOnly(901L, 902L);
        assertThat(suspects.cells())
                .extracting(Cell::variant)
                .contains("recap", "control-demos", "recap-much-practice");
        assertThat(HEADLINE.complete().cells()).extracting(Cell::variant).doesNotContain("recap-much-practice");
    }

    /** A sixth seed, added where five were not enough, would be a second try. */
    @Test
    void isOfTheClaimOnItsOwnSeedsAndHardTasksAlone() {
        StudyPlan full = StudyPlan.of("drawer-store", StudyPlan.Preset.FULL);

        assertThat(full.isOfTheClaim()).isTrue();
        assertThat(List.of(
                        full.withSeeds(6),
                        full.withRounds(2),
                        full.withExtraSteps(2500),
                        StudyPlan.of("drawer-store", StudyPlan.Preset.HEADLINE),
                        StudyPlan.of("pick", StudyPlan.Preset.FULL)))
                .noneMatch(StudyPlan::isOfTheClaim);
        assertThat(HEADLINE.cells()).extracting(Cell::seed).doesNotContain(61L, 62L, 63L, 64L, 65L);
    }

    @Test
    void refusesNoSeeds() {
        assertThatThrownBy(() -> HEADLINE.withSeeds(0)).hasMessageContaining("at least one seed");
    }

    @Test
    void neverMeetsAStartTwice() {
        Set<Long> firsts = new HashSet<>();
        for (Starts purpose : Starts.values()) {
            for (long seed = 0; seed < 20; seed++) {
                for (int round = 0; round < 5; round++) {
                    firsts.add(purpose.first(seed, round));
                }
            }
        }

        assertThat(firsts).hasSize(Starts.values().length * 20 * 5);
        assertThat(firsts).allMatch(first -> first % Sizes.MOST == 0);
    }
}
