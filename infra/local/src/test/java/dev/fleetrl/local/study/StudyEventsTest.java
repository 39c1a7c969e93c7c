package dev.fleetrl.local.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.local.study.plan.Cell;
import dev.fleetrl.local.study.plan.CellResult;
import dev.fleetrl.local.study.plan.Effort;
import dev.fleetrl.local.study.plan.Trial;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

class StudyEventsTest {
    private static final int HEADER = Long.BYTES + Integer.BYTES;

    @TempDir
    private Path folder;

    /** Two trials of 90 s. */
    private static CellResult result(String variant, int round, boolean first, boolean second) {
        List<Trial> trials = List.of(new Trial(1, first, 90, 100, "in-bin"), new Trial(2, second, 90, 100, "in-bin"));
        Cell cell = new Cell("pick", variant, 3, round);
        return new CellResult(cell, "v", "recap", trials, 0, Effort.NONE, Map.of(), Map.of(), Map.of(), List.of("abc"));
    }

    private List<Event> events(String run) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(run).resolve("events.out.tfevents.study"));
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int length = (int) buffer.getLong(at);
            events.add(Event.parseFrom(ByteBuffer.wrap(bytes, at + HEADER, length)));
            at += HEADER + length + Integer.BYTES;
        }
        return events.subList(1, events.size()); // after that of the version
    }

    private static Map<String, Float> values(Event event) {
        Map<String, Float> values = new TreeMap<>();
        for (Summary.Value value : event.getSummary().getValueList()) {
            values.put(value.getTag(), value.getSimpleValue());
        }
        return values;
    }

    /** One success in 180 s is 20 an hour. */
    @Test
    void followAVariantOfASeedFromItsStartOn() throws IOException {
        StudyEvents.write(folder, List.of(result("recap", 2, true, true), result("start", 0, true, false)));

        List<Event> recap = events("recap/seed-3");
        assertThat(recap).extracting(Event::getStep).containsExactly(0L, 2L);
        assertThat(values(recap.get(0)))
                .containsEntry("evaluation/success_percent", 50f)
                .containsEntry("evaluation/failure_percent", 50f)
                .containsEntry("evaluation/successes_per_hour", 20f);
        assertThat(values(recap.get(1))).containsEntry("evaluation/successes_per_hour", 40f);
        assertThat(events("start/seed-3")).hasSize(1);
    }
}
