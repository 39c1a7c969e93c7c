package dev.fleetrl.local.study.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StageClockTest {
    /** Words come when work is done: two seconds of labels, one of training and another one after it, then the end. */
    @Test
    void countsWhatPassedForWhatWasDone() {
        Iterator<Cost> readings = List.of(new Cost(12, 3), new Cost(13, 5), new Cost(14, 7), new Cost(20, 8))
                .iterator();
        StageClock clock = new StageClock(new Cost(10, 0), readings::next);

        clock.at("labels", 1, 1);
        clock.at("training", 1, 2);
        clock.at("training", 2, 2);

        assertThat(clock.stages()).isEqualTo(Map.of("labels", new Cost(2, 3), "training", new Cost(8, 5)));
    }
}
