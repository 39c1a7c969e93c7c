package dev.fleetrl.policy.openpi;

import dev.fleetrl.contracts.Bytes;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.Value;
import org.msgpack.value.ValueFactory;

/** One frame of openpi's protocol: a map with text keys. Keys that nobody asks for are no error. */
public final class OpenpiMap {
    private final Map<String, Value> read;

    private OpenpiMap(Map<String, Value> read) {
        this.read = read;
    }

    /** Fails with an {@link IllegalArgumentException} of one line where the bytes are no such map. */
    public static OpenpiMap decode(byte[] bytes) {
        try (MessageUnpacker whole = MessagePack.newDefaultUnpacker(bytes);
                MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
            whole.skipValue(); // unpacking makes room for as many elements as a header claims; so see that they are
            // there
            Map<String, Value> read = new LinkedHashMap<>();
            for (Map.Entry<Value, Value> entry :
                    unpacker.unpackValue().asMapValue().entrySet()) {
                read.put(entry.getKey().asStringValue().asString(), entry.getValue());
            }
            return new OpenpiMap(read);
        } catch (IOException
                | MessagePackException
                | NegativeArraySizeException
                | OutOfMemoryError
                | StackOverflowError e) {
            throw new IllegalArgumentException("the frame is not a msgpack map with text keys", e);
        }
    }

    public Set<String> keys() {
        return new TreeSet<>(read.keySet());
    }

    public Optional<String> text(String key) {
        return value(key).map(value -> {
            require(value.isStringValue(), key, "a string");
            return value.asStringValue().asString();
        });
    }

    public Optional<Double> number(String key) {
        return value(key).map(value -> {
            require(value.isNumberValue(), key, "a number");
            return value.asNumberValue().toDouble();
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

    public Optional<NdArray> array(String key) {
        try {
            return value(key).flatMap(NdArray::of);
        } catch (MessagePackException e) {
            throw new IllegalArgumentException("'" + key + "' is no array", e);
        }
    }

    private Optional<Value> value(String key) {
        return Optional.ofNullable(read.get(key));
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
