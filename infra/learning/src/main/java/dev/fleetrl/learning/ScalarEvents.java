package dev.fleetrl.learning;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/**
 * The curves of a training, as TensorBoard reads them: a TFRecord file of events.
 *
 * <pre>
 *   record = length u64 · masked(crc32c(length)) u32 · event · masked(crc32c(event)) u32        little-endian
 *   masked(c) = ((c ≫ 15) | (c ≪ 17)) + 0xa282ead8
 * </pre>
 */
public final class ScalarEvents {
    private static final String VERSION = "brain.Event:2";
    private static final int MASK = 0xa282ead8;
    private static final int ROTATION = 15;

    private ScalarEvents() {}

    /**
     * One place of the curves.
     *
     * @param step from 0
     * @param seconds since the training began
     */
    public record Row(long step, double seconds, Map<String, Double> values) {
        public Row {
            values = Map.copyOf(values);
        }
    }

    /** What TensorBoard looks for is {@code tfevents} in the name of a file. */
    public static String fileName(String run) {
        return "events.out.tfevents." + run;
    }

    /** Overwrites the file with the curves of a training that ended just now. */
    public static void write(Path file, List<Row> rows) throws IOException {
        double seconds = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).seconds();
        write(file, Instant.now().minusMillis((long) (1000 * seconds)), rows);
    }

    /** Overwrites the file. */
    public static void write(Path file, Instant began, List<Row> rows) throws IOException {
        double start = began.toEpochMilli() / 1e3;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(record(Event.newBuilder()
                    .setWallTime(start)
                    .setFileVersion(VERSION)
                    .build()
                    .toByteArray()));
            for (Row row : rows) {
                out.write(record(event(row, start).toByteArray()));
            }
        }
    }

    private static Event event(Row row, double start) {
        Summary.Builder summary = Summary.newBuilder();
        new TreeMap<>(row.values())
                .forEach((tag, value) ->
                        summary.addValue(Summary.Value.newBuilder().setTag(tag).setSimpleValue(value.floatValue())));
        return Event.newBuilder()
                .setWallTime(start + row.seconds())
                .setStep(row.step())
                .setSummary(summary)
                .build();
    }

    private static byte[] record(byte[] event) {
        byte[] length = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(event.length)
                .array();
        return ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES + event.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(length)
                .putInt(maskedChecksum(length))
                .put(event)
                .putInt(maskedChecksum(event))
                .array();
    }

    /** A checksum of data that itself holds checksums, which is why TensorFlow masks it. */
    static int maskedChecksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return Integer.rotateRight((int) checksum.getValue(), ROTATION) + MASK;
    }
}
