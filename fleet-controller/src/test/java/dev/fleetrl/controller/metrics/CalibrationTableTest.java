package dev.fleetrl.controller.metrics;

import static dev.fleetrl.controller.Fixtures.PICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.evaluation.Forecast;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CalibrationTableTest {
    private static final LabelRunId RUN = new LabelRunId("round-1");

    /** 0.2 and 0.8, ten each, and as many came true: two of ten, eight of ten. */
    private static final List<Forecast> TRUE_TO_WORD = Stream.concat(
                    IntStream.range(0, 10).mapToObj(i -> new Forecast(0.2, i < 2)),
                    IntStream.range(0, 10).mapToObj(i -> new Forecast(0.8, i < 8)))
            .toList();

    private static SortedMap<TaskId, List<Forecast>> of(List<Forecast> made) {
        SortedMap<TaskId, List<Forecast>> byTask = new TreeMap<>(Comparator.comparing(TaskId::value));
        byTask.put(PICK, made);
        return byTask;
    }

    @Test
    void drawsAPointABin() {
        List<CalibrationTable.Bin> bins = CalibrationTable.bins(RUN, of(TRUE_TO_WORD));

        assertThat(bins).extracting(CalibrationTable.Bin::bin).containsExactly(0, 1);
        assertThat(bins).extracting(CalibrationTable.Bin::episodes).containsExactly(10, 10);
        assertThat(bins).extracting(CalibrationTable.Bin::rate).containsExactly(0.2, 0.8);
    }

    /** (2 · 0.8² + 8 · 0.2²) / 10 in either bin; the mean is ½. */
    @Test
    void hasNoCalibrationErrorWhereAllIsAsSaid() {
        CalibrationTable.Errors errors =
                CalibrationTable.errors(of(TRUE_TO_WORD), new Random(1)).get(0);

        assertThat(errors.brier()).isCloseTo(0.16, within(1e-12));
        assertThat(errors.brierOfMean()).isEqualTo(0.25);
        assertThat(errors.ece()).isCloseTo(0, within(1e-12));
        assertThat(errors.eceByChance()).isPositive();
    }

    @Test
    void saysNothingOfFewEpisodes() {
        assertThat(CalibrationTable.bins(RUN, of(TRUE_TO_WORD.subList(0, 9)))).isEmpty();
        assertThat(CalibrationTable.errors(of(TRUE_TO_WORD.subList(0, 9)), new Random(1)))
                .isEmpty();
    }
}
