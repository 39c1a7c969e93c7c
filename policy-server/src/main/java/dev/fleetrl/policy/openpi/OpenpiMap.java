package dev.fleetrl.policy.openpi;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.Vec;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessagePacker;
import org.msgpack.value.Value;
import org.msgpack.value.ValueFactory;

/** One frame of openpi's protocol: a map with text keys. Keys that nobody asks for are no error. */
public final class OpenpiMap {
    private static final int MOST_NUMBERS = 1 << 16;

    private final Map<String, Value> read;

    private OpenpiMap(Map<String, Value> read) {
        this.read = read;
    }

    /** Fails with an {@link IllegalArgumentException} of one line where the bytes are no such map. */
    public static OpenpiMap decode(byte[] bytes) {
        try (BoundedReader reader = new BoundedReader(bytes)) {
            return new OpenpiMap(reader.map());
        } catch (IOException | MessagePackException e) {
            throw new IllegalArgumentException("the frame is not a msgpack map with text keys", e);
        }
    }

    public boolean has(String key) {
        return read.containsKey(key);
    }

    public Set<String> keys() {
        return new TreeSet<>(read.keySet());
    }

    /** The map that stands under a key; none where something else does, or nothing. */
    public Optional<OpenpiMap> map(String key) {
        return value(key).filter(Value::isMapValue).map(value -> read(key, () -> inner(value)));
    }

    private static OpenpiMap inner(Value value) {
        Map<String, Value> inner = new LinkedHashMap<>();
        value.asMapValue().map().forEach((name, held) -> {
            if (name.isStringValue()) {
                inner.put(name.asStringValue().asString(), held);
            }
        });
        return new OpenpiMap(inner);
    }

    public Optional<String> text(String key) {
        return value(key).map(value -> {
            require(value.isStringValue(), key, "a string");
            return read(key, () -> value.asStringValue().asString());
        });
    }

    /** What people say, as a string or as its UTF-8 bytes. */
    public Optional<String> speech(String key) {
        return value(key).map(value -> {
            require(value.isRawValue(), key, "a string");
            return read(key, () -> value.asRawValue().asString());
        });
    }

    public Optional<Double> number(String key) {
        return value(key).map(value -> {
            require(value.isNumberValue(), key, "a number");
            double number = value.asNumberValue().toDouble();
            require(Double.isFinite(number), key, "a finite number");
            return number;
        });
    }

    public Optional<Long> integer(String key) {
        return value(key).map(value -> {
            require(value.isIntegerValue() && value.asIntegerValue().isInLongRange(), key, "an integer of 64 bits");
            return value.asIntegerValue().asLong();
        });
    }

    public Optional<Bytes> binary(String key) {
        return value(key)
                .filter(Value::isBinaryValue)
                .map(value -> Bytes.of(value.asBinaryValue().asByteArray()));
    }

    /** None where there is none; fails with one line where there is one that cannot be. */
    public Optional<NdArray> array(String key) {
        return value(key).flatMap(value -> read(key, () -> NdArray.of(value)));
    }

    /** Numbers, as an array or as one number; all of them finite. */
    public Optional<Vec> finite(String key) {
        Optional<Vec> numbers = array(key)
                .map(array -> few(key, array))
                .map(NdArray::asFloats)
                .or(() -> value(key)
                        .filter(Value::isNumberValue)
                        .flatMap(value -> number(key))
                        .map(number -> Vec.of(number.floatValue())));
        numbers.ifPresent(vector -> {
            for (int i = 0; i < vector.size(); i++) {
                if (!Float.isFinite(vector.at(i))) {
                    throw new IllegalArgumentException(
                            "'" + key + "' is " + vector.at(i) + " at element " + i + ", must be finite");
                }
            }
        });
        return numbers;
    }

    /** A picture is no state; to read it as one would take long. */
    private static NdArray few(String key, NdArray array) {
        long size = array.shape().stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
        require(size <= MOST_NUMBERS, key, "at most " + MOST_NUMBERS + " numbers, not " + size);
        return array;
    }

    private Optional<Value> value(String key) {
        return Optional.ofNullable(read.get(key)).map(NdArray::scalar);
    }

    private static <T> T read(String key, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + key + "' " + e.getMessage(), e);
        } catch (MessagePackException e) {
            throw new IllegalArgumentException("'" + key + "' cannot be read", e);
        }
    }

    private static void require(boolean holds, String key, String what) {
        if (!holds) {
            throw new IllegalArgumentException("'" + key + "' must be " + what);
        }
    }

    /** A frame to be sent; its entries in the order of writing. */
    public static final class Builder {
        private final Map<String, Entry> entries = new LinkedHashMap<>();

        private interface Entry {
            void pack(MessagePacker packer) throws IOException;
        }

        public Builder text(String key, String value) {
            return put(key, packer -> packer.packString(value));
        }

        public Builder integer(String key, long value) {
            return put(key, packer -> packer.packLong(value));
        }

        public Builder number(String key, double value) {
            return put(key, packer -> packer.packDouble(value));
        }

        public Builder binary(String key, byte[] value) {
            return put(key, packer -> packer.packValue(ValueFactory.newBinary(value)));
        }

        public Builder array(String key, NdArray value) {
            return put(key, value::pack);
        }

        public Builder texts(String key, List<String> values) {
            return put(key, packer -> {
                packer.packArrayHeader(values.size());
                for (String value : values) {
                    packer.packString(value);
                }
            });
        }

        public Builder map(String key, Builder value) {
            return put(key, value::pack);
        }

        private Builder put(String key, Entry entry) {
            entries.put(key, entry);
            return this;
        }

        private void pack(MessagePacker packer) throws IOException {
            packer.packMapHeader(entries.size());
            for (Map.Entry<String, Entry> entry : entries.entrySet()) {
                packer.packString(entry.getKey());
                entry.getValue().pack(packer);
            }
        }

        public byte[] encode() {
            try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
                pack(packer);
                return packer.toByteArray();
            } catch (IOException e) {
                throw new IllegalStateException("cannot write to memory", e);
            }
        }
    }
}
