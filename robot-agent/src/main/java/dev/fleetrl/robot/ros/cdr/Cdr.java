package dev.fleetrl.robot.ros.cdr;

/**
 * Messages of one type as samples.
 *
 * @param <M> a record whose components are {@code int}, {@code double}, {@code boolean}, text, bytes, such records, and lists of these
 */
public final class Cdr<M extends Record> {
    private final Class<M> type;
    private final Shape shape;

    private Cdr(Class<M> type) {
        this.type = type;
        shape = Struct.of(type);
    }

    public static <M extends Record> Cdr<M> of(Class<M> type) {
        return new Cdr<>(type);
    }

    public byte[] encode(M message) {
        CdrWriter writer = new CdrWriter();
        shape.write(writer, message);
        return writer.toArray();
    }

    /** What follows the message is padding, and not looked at. */
    public M decode(byte[] sample) throws MalformedSample {
        return type.cast(shape.read(new CdrReader(sample)));
    }
}
