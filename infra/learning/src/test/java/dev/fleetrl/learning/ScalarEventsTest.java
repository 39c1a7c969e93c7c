package dev.fleetrl.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

class ScalarEventsTest {
    private static final Instant BEGAN = Instant.ofEpochSecond(1_000_000);

    @TempDir
    Path folder;

    @Test
    void areReadBackAsEvents() throws IOException {
        List<Event> events = written(
                new ScalarEvents.Row(0, 0.5, Map.of("loss", 2.0, "learningRate", 0.25)),
                new ScalarEvents.Row(10, 1.5, Map.of("loss", 1.0)));

        assertThat(events.get(0).getFileVersion()).isEqualTo("brain.Event:2");
        assertThat(events).extracting(Event::getStep).containsExactly(0L, 0L, 10L);
        assertThat(events).extracting(Event::getWallTime).containsExactly(1e6, 1e6 + 0.5, 1e6 + 1.5);
        assertThat(events.get(1).getSummary().getValueList())
                .extracting(Summary.Value::getTag)
                .containsExactly("learningRate", "loss");
        assertThat(events.get(1).getSummary().getValue(0).getSimpleValue()).isEqualTo(0.25f);
        assertThat(events.get(2).getSummary().getValue(0).getSimpleValue()).isEqualTo(1f);
    }

    /** CRC-32C of "123456789" is 0xe3069283, its check value; turned right by 15 bits and added to the mask. */
    @Test
    void maskTheirChecksums() {
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);

        assertThat(ScalarEvents.maskedChecksum(digits)).isEqualTo((0xe3069283 >>> 15 | 0xe3069283 << 17) + 0xa282ead8);
    }

    @Test
    void lieInAFileThatTensorBoardLooksFor() {
        assertThat(ScalarEvents.fileName("v3")).isEqualTo("events.out.tfevents.v3");
    }

    /** As a reader of TFRecord files does it, checksums and all. */
    private List<Event> written(ScalarEvents.Row... rows) throws IOException {
        Path file = folder.resolve(ScalarEvents.fileName("v3"));
        ScalarEvents.write(file, BEGAN, List.of(rows));
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] length = new byte[Long.BYTES];
            bytes.get(length);
            assertThat(bytes.getInt()).isEqualTo(ScalarEvents.maskedChecksum(length));
            byte[] event = new byte
                    [(int) ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong()];
            bytes.get(event);
            assertThat(bytes.getInt()).isEqualTo(ScalarEvents.maskedChecksum(event));
            events.add(Event.parseFrom(event));
        }
        return events;
    }
}
