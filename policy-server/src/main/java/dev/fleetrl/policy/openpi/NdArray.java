package dev.fleetrl.policy.openpi;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.Vec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
    private static final Value MARK = key("__ndarray__");
    private static final Value DATA = key("data");
    private static final Value DTYPE = key("dtype");
    private static final Value SHAPE = key("shape");

    public NdArray {
        shape = List.copyOf(shape);
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

    /** None where the value is something else. */
    static Optional<NdArray> of(Value value) {
        if (!value.isMapValue()) {
            return Optional.empty();
        }
        MapValue map = value.asMapValue();
        Value data = map.map().get(DATA);
        Value dtype = map.map().get(DTYPE);
        Value shape = map.map().get(SHAPE);
        if (!map.map().containsKey(MARK) || data == null || dtype == null || shape == null) {
            return Optional.empty();
        }
        List<Integer> sides = shape.asArrayValue().list().stream()
                .map(side -> side.asIntegerValue().asInt())
                .toList();
        Bytes bytes = Bytes.of(data.asBinaryValue().asByteArray());
        return Optional.of(new NdArray(dtype.asRawValue().asString(), sides, bytes));
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

    /** The numbers, whether they came as float32 or float64. */
    public Vec asFloats() {
        ByteBuffer bytes = ByteBuffer.wrap(data.toArray()).order(ByteOrder.LITTLE_ENDIAN);
        boolean isDouble = dtype.equals(DOUBLE);
        if (!isDouble && !dtype.equals(FLOAT)) {
            throw new IllegalArgumentException("array of " + dtype + ", must be <f4 or <f8");
        }
        float[] values = new float[data.size() / (isDouble ? Double.BYTES : Float.BYTES)];
        for (int i = 0; i < values.length; i++) {
            values[i] = isDouble ? (float) bytes.getDouble() : bytes.getFloat();
        }
        return Vec.of(values);
    }
}
