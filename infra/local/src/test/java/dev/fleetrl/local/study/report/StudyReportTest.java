package dev.fleetrl.local.study.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

class StudyReportTest {
    private static final StudyPlan TWO_SEEDS =
            StudyPlan.of("pick", StudyPlan.Preset.HEADLINE).withSeeds(2).withRounds(1);

    private static void put(Map<Cell, CellResult> results, String variant, long seed, int round, int successes) {
        Cell cell = new Cell("pick", variant, TWO_SEEDS.firstSeed() + seed - 1, round);
        List<Trial> trials = IntStream.range(0, 20)
                .mapToObj(i -> new Trial(i, i < successes, 10, 20, "in-bin"))
                .toList();
        Effort effort = new Effort(4, 1, 2, 3, 10, 100, 40, 30, 45);
        results.put(
                cell,
                new CellResult(
                        cell,
                        "v",
                        "recap",
                        trials,
                        0,
                        effort,
                        Map.of("train", 2.0),
                        Map.of(),
                        Map.of(),
                        List.of("abc")));
    }

    private static StudyReport report() {
        Map<Cell, CellResult> results = new HashMap<>();
        put(results, "start", 1, 0, 5);
        put(results, "start", 2, 0, 5);
        put(results, "recap", 1, 1, 10);
        put(results, "recap", 2, 1, 15);
        put(results, "control-steps", 1, 1, 8);
        return StudyReport.of(TWO_SEEDS, results);
    }

    private static Row row(StudyReport report, String name) {
        return report.rows().stream()
                .filter(row -> StudyReport.name(row).equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Throughput 2 and 3 times: √6. Failures 10/15 and 5/15: √(2/9). */
    @Test
    void comparesSeedBySeedWithTheStart() {
        Row recap = report().headline().orElseThrow();

        assertThat(recap.throughput().orElseThrow().ratio()).isCloseTo(Math.sqrt(6), within(1e-9));
        assertThat(recap.failures().orElseThrow().ratio()).isCloseTo(Math.sqrt(2.0 / 9), within(1e-9));
        assertThat(recap.throughput().orElseThrow().interval()).isPresent();
        assertThat(recap.active().perHour()).isEqualTo(225);
    }

    /** Only seed 1 has both: 10 successes to 8. */
    @Test
    void comparesRecapWithAControlOverTheSeedsThatBothHave() {
        StudyReport report = report();

        assertThat(report.recapTo(row(report, "control-steps 1")).orElseThrow().ratio())
                .isCloseTo(1.25, within(1e-9));
    }

    /** RECAP at 10 and 12 of 20; HG-DAgger twice that on both seeds, the control a bit less on one of them. */
    @Test
    void saysWhoStandsWhereBesideRecap() {
        Map<Cell, CellResult> results = new HashMap<>();
        put(results, "recap", 1, 1, 9);
        put(results, "recap", 2, 1, 10);
        assertThat(StudyReport.of(TWO_SEEDS, results).place()).isEmpty();

        put(results, "control-steps", 1, 1, 8);
        put(results, "hg-dagger", 1, 1, 18);
        put(results, "hg-dagger", 2, 1, 20);
        StudyReport report = StudyReport.of(TWO_SEEDS, results);
        assertThat(report.place())
                .hasValueSatisfying(place -> assertThat(place)
                        .contains(
                                "told apart after Holm's correction for 2. Above: none. Below: hg-dagger 0.50 [0.50, 0.50]. Not"
                                        + " told apart: control-steps 1.13.")
                        .contains("Not run: control-demos, control-demos-help, sft-practice, filtered-bc, awr-0.3,"));
        assertThat(page(report, List.of()).markdown()).contains(report.place().orElseThrow());
    }

    /** One comparison with p = 0.03 is clear alone, and not beside another. */
    @Test
    void countsHowOftenItCompares() {
        Map<Cell, CellResult> results = new HashMap<>();
        put(results, "recap", 1, 1, 20);
        put(results, "recap", 2, 1, 20);
        put(results, "hg-dagger", 1, 1, 10);
        put(results, "hg-dagger", 2, 1, 11);
        assertThat(StudyReport.of(TWO_SEEDS, results).place())
                .hasValueSatisfying(place -> assertThat(place).contains("Above: hg-dagger 1.91 ["));

        put(results, "control-steps", 1, 1, 10);
        put(results, "control-steps", 2, 1, 16);
        assertThat(StudyReport.of(TWO_SEEDS, results).place())
                .hasValueSatisfying(place -> assertThat(place).contains("Above: none. Below: none."));
    }

    @Test
    void saysWhatWasNotRun() {
        StudyReport report = report();

        assertThat(report.columns(row(report, "control-demos 1"))).startsWith("control-demos 1", "0/2", "not run");
        assertThat(report.columns(row(report, "ppo 1"))).contains("not run");
        assertThat(report.table()).contains("not run").contains("63 % [4, 99] of 40");
        assertThat(page(report, List.of()).markdown())
                .contains("| ppo 1 | 0/2 | not run |")
                .contains("pick ppo seed 1 round 1 failed: no data")
                .contains("| recap 1 | 8 | 1.0 | 1.3 | 1.5 | 2.00 | 0.75 | 0.100 |")
                .contains("would have 1.5 times as many demonstrations")
                .contains("which no policy learns: 2 of seed 71.")
                .contains("train 2.0");
    }

    /** Twenty trials of 10 s, each 10 s of reset: RECAP's 25 successes in 400 s and in 800 s. */
    @Test
    void showsActiveAndGrossThroughput() {
        Row recap = report().headline().orElseThrow();

        assertThat(recap.active().perHour()).isEqualTo(225);
        assertThat(recap.withWaiting().perHour()).isEqualTo(112.5);
        assertThat(report().columns(recap))
                .anyMatch(text -> text.startsWith("225 ["))
                .anyMatch(text -> text.startsWith("113 ["));
    }

    /** Seed 1: RECAP has no verdict at starts 0 to 9, where the base's successes are; of the other ten it has all. */
    @Test
    void comparesStartsThatHaveAVerdictOnBothSides() {
        Map<Cell, CellResult> results = new HashMap<>();
        put(results, "start", 1, 0, 15);
        Cell cell = new Cell("pick", "recap", TWO_SEEDS.firstSeed(), 1);
        List<Trial> trials = IntStream.range(10, 20)
                .mapToObj(i -> new Trial(i, true, 10, 20, "in-bin"))
                .toList();
        results.put(
                cell,
                new CellResult(
                        cell,
                        "v",
                        "recap",
                        trials,
                        10,
                        Effort.NONE,
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        List.of("old", "abc")));
        StudyReport report = StudyReport.of(TWO_SEEDS, results);

        assertThat(report.headline().orElseThrow().throughput().orElseThrow().ratio())
                .isCloseTo(2, within(1e-9));
        assertThat(page(report, List.of()).markdown())
                .contains("count in no rate: recap 1 10 of 20.")
                .contains("by commit abc, old.");
    }

    private static Page page(StudyReport report, List<PlateauPoint> plateau) {
        Map<Cell, String> failures = Map.of(new Cell("pick", "ppo", 1, 1), "no data");
        Optional<PlateauCurve> curve = Optional.of(plateau)
                .filter(points -> !points.isEmpty())
                .map(points -> new PlateauCurve("pick", List.of("abc"), points));
        return new Page(
                "pick",
                report,
                failures,
                curve,
                Optional.of(Map.of(71L, 2)),
                List.of(),
                "./fleetrl bench learning",
                "a machine");
    }

    @Test
    void showsEachOfItsPictures() {
        Page page = page(report(), List.of(new PlateauPoint("base", 15, 4800, List.of(new Trials(9, 20)))));

        assertThat(page.pictures())
                .containsOnlyKeys("pick-bars.svg", "pick-curves.svg", "pick-effort.svg", "pick-plateau.svg")
                .allSatisfy((file, svg) -> assertThat(page.markdown()).contains("](" + file + ")"));
    }

    @Test
    void saysWhetherItsStartIsOnThePlateauThatItShows() {
        PlateauPoint base = new PlateauPoint("base", 15, 4800, List.of(new Trials(9, 20)));

        assertThat(page(report(), List.of(base)).markdown())
                .contains("15 demonstrations and 4800 steps, beyond which nothing was measured.");
        assertThat(page(report(), List.of(base, new PlateauPoint("base", 15, 9600, List.of(new Trials(10, 20)))))
                        .markdown())
                .contains("4800 steps, and 9600 steps change its success by +5 [-24, +33] points.");
        assertThat(page(report(), List.of(base, new PlateauPoint("base", 15, 9600, List.of(new Trials(19, 20)))))
                        .markdown())
                .contains("it would still learn, and is NOT a fair start.");
        assertThat(page(report(), List.of(new PlateauPoint("base", 15, 2400, List.of(new Trials(9, 20)))))
                        .markdown())
                .contains("4800 steps, which is NOT a row of this table.");
        assertThat(page(report(), List.of()).markdown()).doesNotContain("Is the start a fair one?");
    }

    @Test
    void writesEachFigureWithItsBounds() {
        assertThat(report().figures())
                .extracting(figure -> figure.metric())
                .contains(
                        "pick recap 1, success, lower bound",
                        "pick recap 1, throughput, gross, upper bound",
                        "pick RECAP to control-steps 1, throughput, active");
    }
}
