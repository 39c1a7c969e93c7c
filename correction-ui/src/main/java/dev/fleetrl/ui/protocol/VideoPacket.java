package dev.fleetrl.ui.protocol;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.VideoFrame;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A picture on its way to a tablet; binary, big-endian:
 *
 * <pre>
 *   u8 version = 1 | u8 n | robot (n bytes, UTF-8) | u8 m | camera (m bytes) | i64 sequence | i64 atMillis | JPEG
 * </pre>
 */
public final class VideoPacket {
    private static final byte VERSION = 1;
    private static final int MAX_NAME_BYTES = 255;

    private VideoPacket() {}

    public static byte[] encode(VideoFrame video) {
        byte[] robot = name(video.robot().value());
        byte[] camera = name(video.frame().camera());
        byte[] jpeg = video.frame().jpeg().toArray();
        return ByteBuffer.allocate(3 + robot.length + camera.length + 2 * Long.BYTES + jpeg.length)
                .put(VERSION)
                .put((byte) robot.length)
                .put(robot)
                .put((byte) camera.length)
                .put(camera)
                .putLong(video.sequence())
                .putLong(video.atMillis())
                .put(jpeg)
                .array();
    }

    /** Nothing if these are not the bytes of a packet of this version. */
    public static Optional<VideoFrame> decode(byte[] packet) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(packet);
            if (buffer.get() != VERSION) {
                return Optional.empty();
            }
            RobotId robot = new RobotId(text(buffer));
            String camera = text(buffer);
            long sequence = buffer.getLong();
            long atMillis = buffer.getLong();
            byte[] jpeg = new byte[buffer.remaining()];
            buffer.get(jpeg);
            return Optional.of(new VideoFrame(robot, sequence, atMillis, new Frame(camera, Bytes.of(jpeg))));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] name(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_NAME_BYTES) {
            throw new IllegalArgumentException("name " + text + " is longer than " + MAX_NAME_BYTES + " bytes");
        }
        return bytes;
    }

    private static String text(ByteBuffer buffer) {
        byte[] bytes = new byte[Byte.toUnsignedInt(buffer.get())];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
