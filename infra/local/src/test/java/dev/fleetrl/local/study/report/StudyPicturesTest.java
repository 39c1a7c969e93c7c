package dev.fleetrl.local.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.local.study.plan.Cell;
import dev.fleetrl.local.study.plan.CellResult;
import dev.fleetrl.local.study.plan.Effort;
import dev.fleetrl.local.study.plan.StudyPlan;
import dev.fleetrl.local.study.plan.Trial;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class StudyPicturesTest {
    private static final StudyPlan PLAN =
            StudyPlan.of("pick", StudyPlan.Preset.HEADLINE).withSeeds(2).withRounds(1);

    private static StudyReport report() {
        Map<Cell, CellResult> results = new HashMap<>();
        for (long seed = 1; seed <= 2; seed++) {
            put(results, new Cell("pick", "start", PLAN.firstSeed() + seed - 1, 0), 10);
            put(results, new Cell("pick", "recap", PLAN.firstSeed() + seed - 1, 1), 13);
        }
        return StudyReport.of(PLAN, results);
    }

    /** Of 20 trials of 18 s; nobody had to help. */
    private static void put(Map<Cell, CellResult> results, Cell cell, int successes) {
        List<Trial> trials = IntStream.range(0, 20)
                .mapToObj(i -> new Trial(i, i < successes, 18, 28, "in-bin"))
                .toList();
        Effort effort = new Effort(4, 2, 0, 0, 0, 100, 72, 0, 0);
        results.put(
                cell,
                new CellResult(cell, "v", "recap", trials, 0, effort, Map.of(), Map.of(), Map.of(), List.of("abc")));
    }

    private static List<String> words(String svg) throws Exception {
        Document read = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        var texts = read.getElementsByTagName("text");
        return IntStream.range(0, texts.getLength())
                .mapToObj(i -> texts.item(i).getTextContent())
                .toList();
    }

    /** 26 of 40 are 65 %, and 26 in 720 s are 130 an hour. */
    @Test
    void showRatesWithTheirIntervalsAndWhatWasNotRun() throws Exception {
        assertThat(words(StudyPictures.bars(report())))
                .contains("success [%]", "active throughput [successes / hour]", "recap", "65  [9, 97]", "not run")
                .anySatisfy(word -> assertThat(word).startsWith("130  ["));
    }

    @Test
    void followAVariantFromTheStartOn() throws Exception {
        String curves = StudyPictures.curves(report());

        assertThat(words(curves))
                .contains("0, start", "1", "recap", "65", "130")
                .doesNotContain("control-demos");
        assertThat(curves.split("class=\"thread first\"", -1)).hasSizeGreaterThan(4);
    }

    /** Nobody helped, so there is no success for a person's minute to be divided by. */
    @Test
    void leaveOutWhatIsNoNumber() throws Exception {
        assertThat(StudyPictures.effort(report())).doesNotContain("NaN", "Infinity");
        assertThat(words(StudyPictures.effort(report()))).containsOnlyOnce("recap");
    }
}
