package dev.fleetrl.learning;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Numbers by name: the weights of a net, or the whole state of its training. Not copied; nobody writes to the arrays. */
public final class Weights {
    private static final String MAGIC = "fleetrl-weights/1";

    private final SortedMap<String, float[]> byName;

    public Weights(Map<String, float[]> byName) {
        this.byName = new TreeMap<>(byName);
    }

    public Set<String> names() {
        return byName.keySet();
    }

    public float[] of(String name) {
        float[] values = byName.get(name);
        if (values == null) {
            throw new IllegalStateException("no weights for " + name + "; the net is not the one that was trained");
        }
        return values;
    }

    /** Those whose name begins so, without that beginning. */
    public Weights below(String prefix) {
        SortedMap<String, float[]> chosen = new TreeMap<>();
        byName.forEach((name, values) -> {
            if (name.startsWith(prefix)) {
                chosen.put(name.substring(prefix.length()), values);
            }
        });
        return new Weights(chosen);
    }

    /** Big-endian floats with their names; nothing but the JDK is needed to read it. */
    public void write(Path file) throws IOException {
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeUTF(MAGIC);
            out.writeInt(byName.size());
            for (Map.Entry<String, float[]> entry : byName.entrySet()) {
                ByteBuffer bytes = ByteBuffer.allocate(entry.getValue().length * Float.BYTES);
                bytes.asFloatBuffer().put(entry.getValue());
                out.writeUTF(entry.getKey());
                out.writeInt(entry.getValue().length);
                out.write(bytes.array());
            }
        }
    }

    /** Fails with one clear line where the file is another one or damaged. */
    public static Weights read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        try {
            String magic = text(bytes);
            if (!magic.equals(MAGIC)) {
                throw new IOException(file + " holds '" + magic + "', not " + MAGIC);
            }
            Map<String, float[]> byName = new TreeMap<>();
            for (int left = bytes.getInt(); left > 0; left--) {
                String name = text(bytes);
                ByteBuffer numbers = next(bytes, Float.BYTES * bytes.getInt());
                float[] values = new float[numbers.remaining() / Float.BYTES];
                numbers.asFloatBuffer().get(values);
                byName.put(name, values);
            }
            return new Weights(byName);
        } catch (BufferUnderflowException e) {
            throw new IOException(file + " is damaged: it ends too early; restore it from a copy", e);
        }
    }

    /** As {@link DataOutputStream#writeUTF} wrote it; names are ASCII. */
    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8
                .decode(next(bytes, Short.toUnsignedInt(bytes.getShort())))
                .toString();
    }

    private static ByteBuffer next(ByteBuffer bytes, int size) {
        if (size < 0 || size > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer part = bytes.slice(bytes.position(), size);
        bytes.position(bytes.position() + size);
        return part;
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof Weights that
                && names().equals(that.names())
                && names().stream().allMatch(name -> Arrays.equals(of(name), that.of(name)));
    }

    @Override
    public int hashCode() {
        return byName.values().stream().mapToInt(Arrays::hashCode).reduce(1, (a, b) -> 31 * a + b);
    }
}
