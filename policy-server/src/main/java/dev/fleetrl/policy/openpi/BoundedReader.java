package dev.fleetrl.policy.openpi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.Value;
import org.msgpack.value.ValueFactory;

/**
 * Reads one msgpack map from a frame of a stranger. msgpack's own reader makes room for whatever a header claims; this one
 * takes no more memory than the frame has bytes, and no deeper stack than a handful of calls.
 */
final class BoundedReader implements AutoCloseable {
    private static final int DEEPEST = 8;
    private static final int MOST_VALUES = 10_000;
    /** Keys may be chosen to have one hash, and are compared with each other then. */
    private static final int MOST_KEYS = 256;

    private final MessageUnpacker unpacker;
    private final long size;
    private int values;

    BoundedReader(byte[] frame) {
        unpacker = MessagePack.newDefaultUnpacker(frame);
        size = frame.length;
    }

    /** The frame's map, by its text keys; entries of binary keys are not for us. */
    Map<String, Value> map() throws IOException {
        Map<String, Value> named = new LinkedHashMap<>();
        for (Map.Entry<Value, Value> entry : entries(1).entrySet()) {
            if (entry.getKey().isStringValue()) {
                named.put(entry.getKey().asStringValue().asString(), entry.getValue());
            }
        }
        if (unpacker.getTotalReadBytes() != size) {
            throw new IllegalArgumentException("the frame goes on behind its map");
        }
        return named;
    }

    private Map<Value, Value> entries(int depth) throws IOException {
        int count = unpacker.unpackMapHeader();
        if (count > MOST_KEYS) {
            throw new IllegalArgumentException("a map in the frame has more than " + MOST_KEYS + " keys");
        }
        Map<Value, Value> entries = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            Value key = value(depth);
            if (!key.isRawValue()) {
                throw new IllegalArgumentException("a key in the frame is neither text nor binary");
            }
            if (entries.put(key, value(depth)) != null) {
                throw new IllegalArgumentException("the key '" + shown(key) + "' stands twice in the frame");
            }
        }
        return entries;
    }

    private Value value(int depth) throws IOException {
        if (++values > MOST_VALUES || depth > DEEPEST) {
            throw new IllegalArgumentException(
                    depth > DEEPEST
                            ? "the frame is nested deeper than " + DEEPEST
                            : "the frame holds more than " + MOST_VALUES
                                    + " values; send numbers as an array of numpy");
        }
        return switch (unpacker.getNextFormat().getValueType()) {
            case STRING -> ValueFactory.newString(payload(unpacker.unpackRawStringHeader()), true);
            case BINARY -> ValueFactory.newBinary(payload(unpacker.unpackBinaryHeader()), true);
            case MAP -> ValueFactory.newMap(entries(depth + 1));
            case ARRAY -> elements(depth + 1);
            case EXTENSION -> throw new IllegalArgumentException("the frame holds an extension type of msgpack");
            default -> unpacker.unpackValue();
        };
    }

    private Value elements(int depth) throws IOException {
        int count = unpacker.unpackArrayHeader();
        if (count < 0 || count > left()) {
            throw tooShort();
        }
        List<Value> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(value(depth));
        }
        return ValueFactory.newArray(elements);
    }

    private byte[] payload(int length) throws IOException {
        if (length < 0 || length > left()) {
            throw tooShort();
        }
        return unpacker.readPayload(length);
    }

    private long left() {
        return size - unpacker.getTotalReadBytes();
    }

    private static IllegalArgumentException tooShort() {
        return new IllegalArgumentException("the frame is shorter than what it says it holds");
    }

    private static String shown(Value key) {
        String text = key.toString();
        return text.substring(0, Math.min(text.length(), 40)).replaceAll("\\p{Cntrl}", "?");
    }

    @Override
    public void close() throws IOException {
        unpacker.close();
    }
}
