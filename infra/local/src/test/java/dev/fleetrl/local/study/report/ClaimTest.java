package dev.fleetrl.local.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.evaluation.Trials;
import dev.fleetrl.local.study.plan.Cell;
import dev.fleetrl.local.study.plan.CellResult;
import dev.fleetrl.local.study.plan.Effort;
import dev.fleetrl.local.study.plan.StudyPlan;
import dev.fleetrl.local.study.plan.Trial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClaimTest {
    private static final StudyPlan PLAN = StudyPlan.of("drawer-store", StudyPlan.Preset.FULL);
    private static final PlateauCurve FLAT = plateau(46, 31, 54);

    /** Three trainings at 50, 30 and 56 of 100 after the start's steps, and at these after more. */
    private static PlateauCurve plateau(int... after) {
        return new PlateauCurve(
                "drawer-store",
                List.of("abc"),
                List.of(
                        new PlateauPoint("base", 5, 4800, trainings(50, 30, 56)),
                        new PlateauPoint("base", 5, 12300, trainings(after))));
    }

    private static List<Trials> trainings(int... successes) {
        return IntStream.of(successes).mapToObj(n -> new Trials(n, 100)).toList();
    }

    private static void put(Map<Cell, CellResult> results, String variant, long seed, int round, int successes) {
        Cell cell = new Cell("drawer-store", variant, seed, round);
        List<Trial> trials = IntStream.range(0, 20)
                .mapToObj(i -> new Trial(i, i < successes, 10, 20, "stored"))
                .toList();
        results.put(
                cell,
                new CellResult(
                        cell, "v", "recap", trials, 0, Effort.NONE, Map.of(), Map.of(), Map.of(), List.of("abc")));
    }

    /** RECAP succeeds at 19 and 20 of 20 starts, the start at so many, and the control by steps at one more on each seed or not. */
    private static Map<Cell, CellResult> fiveSeeds(int ofTheStart, int ofTheSteps) {
        Map<Cell, CellResult> results = new HashMap<>();
        for (long seed = 61; seed <= 65; seed++) {
            put(results, "start", seed, 0, ofTheStart);
            put(results, "recap", seed, 3, 19 + (int) seed % 2);
            put(results, "control-steps", seed, 3, ofTheSteps);
            put(results, "control-demos", seed, 3, 12);
        }
        return results;
    }

    private static Claim claim(Map<Cell, CellResult> results) {
        return new Claim(StudyReport.of(PLAN, results), Optional.of(FLAT));
    }

    @Test
    void isHeldAgainstItsTargets() {
        Claim claim = claim(fiveSeeds(8, 8));

        assertThat(claim.figures())
                .hasSize(4)
                .allSatisfy(figure -> assertThat(figure.met()).hasValue(true));
        assertThat(claim.verdict())
                .startsWith("The claim. drawer-store RECAP to start, throughput, active ")
                .contains("x, target 2.00: **met**; ")
                .doesNotContain("missed");
        assertThat(claim(fiveSeeds(12, 12)).verdict()).contains("target 2.00: **missed**; ");
    }

    @Test
    void isNotJudgedOnHalfAStudy() {
        Map<Cell, CellResult> withoutControl = fiveSeeds(8, 8);
        withoutControl.keySet().removeIf(cell -> cell.variant().equals("control-demos"));
        StudyReport twoSeeds = StudyReport.of(PLAN.withSeeds(2), fiveSeeds(8, 8));

        assertThat(claim(withoutControl).figures()).isEmpty();
        assertThat(claim(withoutControl).verdict())
                .isEqualTo("The claim is not judged: control-demos was run on 0 of 5 seeds.");
        assertThat(new Claim(twoSeeds, Optional.of(FLAT)).verdict())
                .isEqualTo(
                        "The claim is not judged: it is judged on --preset full of drawer-store or insert, and this study of"
                                + " drawer-store has 2 seeds from 61 on, 3 rounds and 7500 further steps.");
    }

    @Test
    void isNotJudgedFromAStartThatIsTooGoodOrTooBad() {
        assertThat(claim(fiveSeeds(6, 6)).verdict())
                .isEqualTo("The claim is not judged: its start succeeds at 30.0 %, which is not within 35 to 70.");
    }

    /** Every training gains 20 to 22 points; or, on the study's own seeds, the control by steps gains a quarter. */
    @Test
    void isNotJudgedFromAStartThatWouldStillLearn() {
        StudyReport report = StudyReport.of(PLAN, fiveSeeds(8, 8));

        assertThat(new Claim(report, Optional.empty()).verdict()).contains("was not measured; see bench plateau");
        assertThat(new Claim(report, Optional.of(plateau(70, 52, 74))).verdict())
                .isEqualTo("The claim is not judged: its start would still learn, 12300 steps change its success by"
                        + " +20 [+15, +25] points.");
        assertThat(claim(fiveSeeds(8, 10)).verdict())
                .isEqualTo(
                        "The claim is not judged: its start would still learn, control-steps has 1.25 [1.25, 1.25] times its"
                                + " active throughput.");
    }
}
