package dev.fleetrl.controller.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.evaluation.Interval;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CsvTest {
    record Row(TaskId task, String reason, Optional<Interval> interval, Inner inner) {}

    record Inner(int n, Optional<Double> seconds) {}

    private static String csv(List<Row> rows) {
        return Csv.of(Row.class, rows, "/api/v1/rows?format=csv").body().toString(UTF_8);
    }

    @Test
    void hasAColumnAFieldAndTwoAnInterval() {
        Row row = new Row(
                new TaskId("pick"),
                "fell, \"hard\"",
                Optional.of(new Interval(0.5, 1)),
                new Inner(3, Optional.of(1.5)));

        assertThat(csv(List.of(row))).isEqualTo("""
                task,reason,interval.low,interval.high,inner.n,inner.seconds,query\r
                pick,"fell, ""hard""\",0.5,1.0,3,1.5,/api/v1/rows?format=csv\r
                """);
    }

    @Test
    void leavesEmptyWhatIsAbsentAndKeepsItsColumns() {
        Row row = new Row(new TaskId("pick"), "", Optional.empty(), new Inner(0, Optional.empty()));

        assertThat(csv(List.of(row))).endsWith("query\r\npick,,,,0,,/api/v1/rows?format=csv\r\n");
        assertThat(csv(List.of())).isEqualTo("task,reason,interval.low,interval.high,inner.n,inner.seconds,query\r\n");
    }
}
