package dev.fleetrl.robot.ros.cdr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes little-endian CDR with its encapsulation header; numbers are aligned to their own size, counted from behind the header. */
final class CdrWriter {
    static final int HEADER = 4;
    private static final byte LITTLE_ENDIAN = 1;

    private ByteBuffer buffer = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);

    CdrWriter() {
        buffer.put(new byte[] {0, LITTLE_ENDIAN, 0, 0});
    }

    void bool(boolean value) {
        room(1).put((byte) (value ? 1 : 0));
    }

    void int32(int value) {
        align(Integer.BYTES);
        room(Integer.BYTES).putInt(value);
    }

    void float64(double value) {
        align(Double.BYTES);
        room(Double.BYTES).putDouble(value);
    }

    /** The length, which counts the closing zero, then the bytes. */
    void string(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        int32(text.length + 1);
        room(text.length + 1).put(text).put((byte) 0);
    }

    void octets(byte[] value) {
        int32(value.length);
        room(value.length).put(value);
    }

    byte[] toArray() {
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    private void align(int size) {
        int beyond = (buffer.position() - HEADER) % size;
        if (beyond != 0) {
            room(size - beyond).put(new byte[size - beyond]);
        }
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int size = Math.max(2 * buffer.capacity(), buffer.position() + bytes);
            buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).put(buffer.flip());
        }
        return buffer;
    }
}
