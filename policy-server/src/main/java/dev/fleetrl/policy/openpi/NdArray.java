package dev.fleetrl.policy.openpi;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.Vec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.msgpack.core.MessagePacker;
import org.msgpack.value.MapValue;
import org.msgpack.value.Value;
import org.msgpack.value.ValueFactory;

/**
 * A numpy array, in C order.
 *
 * @param dtype numpy's name, such as {@code <f4} or {@code |u1}
 */
public record NdArray(String dtype, List<Integer> shape, Bytes data) {
    private static final String FLOAT = "<f4";
    private static final String DOUBLE = "<f8";
    private static final String BYTE = "|u1";
    private static final String BOOLEAN = "|b1";
    private static final String INT = "<i4";
    private static final String LONG = "<i8";
    private static final Map<String, Integer> BYTES_EACH =
            Map.of(FLOAT, Float.BYTES, DOUBLE, Double.BYTES, BYTE, 1, BOOLEAN, 1, INT, Integer.BYTES, LONG, Long.BYTES);

    private static final int MOST_SIDES = 8;
    private static final Value MARK = key("__ndarray__");
    private static final Value DATA = key("data");
    private static final Value DTYPE = key("dtype");
    private static final Value SHAPE = key("shape");
    private static final Value SCALAR = key("__npgeneric__");

    /** Fails with an {@link IllegalArgumentException} of one line where the bytes are not as many as the shape says. */
    public NdArray {
        shape = List.copyOf(shape);
        Integer each = BYTES_EACH.get(dtype);
        if (each == null) {
            throw new IllegalArgumentException(
                    "is an array of an unknown dtype; send |u1, |b1, <i4, <i8, <f4 or <f8, little-endian");
        }
        if (shape.size() > MOST_SIDES || elements(shape) * each != data.size()) {
            throw new IllegalArgumentException(
                    "has " + data.size() + " bytes, which do not fit shape " + shape + " of " + dtype);
        }
    }

    /** -1 where there cannot be so many. */
    private static long elements(List<Integer> shape) {
        long elements = 1;
        for (int side : shape) {
            elements *= side;
            if (side < 0 || elements > Integer.MAX_VALUE) {
                return -1;
            }
        }
        return elements;
    }

    public static NdArray floats(Vec values, Integer... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values.toArray());
        return new NdArray(FLOAT, List.of(shape), Bytes.of(bytes.array()));
    }

    public static NdArray bytes(byte[] values, Integer... shape) {
        return new NdArray(BYTE, List.of(shape), Bytes.of(values));
    }

    private static Value key(String name) {
        return ValueFactory.newBinary(name.getBytes(StandardCharsets.UTF_8));
    }

    /** None where the value is something else; fails as the constructor does. */
    static Optional<NdArray> of(Value value) {
        if (!value.isMapValue()) {
            return Optional.empty();
        }
        Map<Value, Value> map = value.asMapValue().map();
        Value data = map.get(DATA);
        Value dtype = map.get(DTYPE);
        Value shape = map.get(SHAPE);
        if (!map.containsKey(MARK) || data == null || dtype == null || shape == null) {
            return Optional.empty();
        }
        if (!data.isBinaryValue() || !dtype.isRawValue() || !shape.isArrayValue()) {
            throw new IllegalArgumentException("is no array that numpy could read");
        }
        Bytes bytes = Bytes.of(data.asBinaryValue().asByteArray());
        return Optional.of(new NdArray(dtype.asRawValue().asString(), sides(shape), bytes));
    }

    private static List<Integer> sides(Value shape) {
        List<Integer> sides = new ArrayList<>();
        for (Value side : shape.asArrayValue()) {
            if (!side.isIntegerValue() || !side.asIntegerValue().isInIntRange()) {
                throw new IllegalArgumentException("has a shape that is not of whole numbers");
            }
            sides.add(side.asIntegerValue().asInt());
        }
        return sides;
    }

    /** The native value of a numpy scalar; whatever else it is comes back as it is. */
    static Value scalar(Value value) {
        if (!value.isMapValue()) {
            return value;
        }
        MapValue map = value.asMapValue();
        Value data = map.map().get(DATA);
        return map.map().containsKey(SCALAR) && data != null ? data : value;
    }

    void pack(MessagePacker packer) throws IOException {
        packer.packMapHeader(4);
        packer.packValue(MARK).packBoolean(true);
        packer.packValue(DATA).packBinaryHeader(data.size()).writePayload(data.toArray());
        packer.packValue(DTYPE).packString(dtype);
        packer.packValue(SHAPE).packArrayHeader(shape.size());
        for (int side : shape) {
            packer.packInt(side);
        }
    }

    public boolean isBytes() {
        return dtype.equals(BYTE);
    }

    public boolean isFloats() {
        return dtype.equals(FLOAT) || dtype.equals(DOUBLE);
    }

    /** The numbers, in whichever of the types they came. */
    public Vec asFloats() {
        ByteBuffer bytes = ByteBuffer.wrap(data.toArray()).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[data.size() / BYTES_EACH.getOrDefault(dtype, 1)];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (dtype) {
                case FLOAT -> bytes.getFloat();
                case DOUBLE -> (float) bytes.getDouble();
                case INT -> bytes.getInt();
                case LONG -> bytes.getLong();
                default -> bytes.get() & 0xFF;
            };
        }
        return Vec.of(values);
    }
}
