package dev.fleetrl.system.openpi;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.learning.FrameCodec;
import dev.fleetrl.policy.openpi.NdArray;
import dev.fleetrl.policy.openpi.OpenpiMap;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Frames that a client by mistake or on purpose could send, by the dice. */
final class HostileFrames {
    private static final int PIXELS = 64;
    private static final byte[] JPEG = FrameCodec.encode(new byte[PIXELS * PIXELS * 3], PIXELS, 0.9);
    private static final byte[] NDARRAY = "__ndarray__".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SHAPE = {(byte) 0xC4, 5, 's', 'h', 'a', 'p', 'e'};
    private static final List<byte[]> CLAIMS = List.of(
            new byte[] {(byte) 0xDF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF},
            new byte[] {(byte) 0xDD, 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF},
            new byte[] {(byte) 0xC6, 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF},
            new byte[] {(byte) 0xDB, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF},
            new byte[] {(byte) 0xC9, 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 1},
            new byte[] {(byte) 0xC1});

    private final SplittableRandom random;
    private final List<byte[]> sound;

    HostileFrames(SplittableRandom random) {
        this.random = random;
        sound = List.of(own().encode(), libero(), aloha());
    }

    /** A question that a sound client asks; its policy goes so far ahead. */
    static byte[] question(float ahead) {
        return own().array("observation/state", NdArray.floats(Vec.of(ahead, 0), 2))
                .encode();
    }

    private static OpenpiMap.Builder own() {
        return new OpenpiMap.Builder()
                .binary("observation/third", JPEG)
                .array("observation/wrist", NdArray.bytes(new byte[PIXELS * PIXELS * 3], PIXELS, PIXELS, 3))
                .array("observation/state", NdArray.floats(Vec.of(0.5f, 0), 2))
                .text("prompt", "go")
                .integer("fleetrl/request", 7)
                .array("fleetrl/actions_under_way", NdArray.floats(Vec.of(new float[14]), 2, 7))
                .integer("fleetrl/delay_steps", 1);
    }

    private static byte[] libero() {
        NdArray picture = NdArray.bytes(new byte[32 * 48 * 3], 32, 48, 3);
        return new OpenpiMap.Builder()
                .array("observation/image", picture)
                .array("observation/wrist_image", picture)
                .array("observation/state", NdArray.floats(Vec.of(new float[8]), 8))
                .text("prompt", "go")
                .encode();
    }

    private static byte[] aloha() {
        NdArray picture = NdArray.bytes(new byte[3 * 16 * 16], 3, 16, 16);
        return new OpenpiMap.Builder()
                .array("state", NdArray.floats(Vec.of(new float[14]), 14))
                .map(
                        "images",
                        new OpenpiMap.Builder().array("cam_high", picture).array("cam_low", picture))
                .encode();
    }

    byte[] next() {
        byte[] frame = sound.get(random.nextInt(sound.size()));
        return switch (random.nextInt(9)) {
            case 0 -> noise(random.nextInt(2000));
            case 1 -> Arrays.copyOf(frame, random.nextInt(frame.length));
            case 2 -> flipped(frame, 1 + random.nextInt(16));
            case 3 -> overwritten(frame, random.nextInt(frame.length), claim());
            case 4 -> overwritten(frame, random.nextInt(Math.min(frame.length, 64)), claim());
            case 5 -> joined(Arrays.copyOf(frame, random.nextInt(frame.length)), noise(random.nextInt(64)), frame);
            case 6 -> nest();
            case 7 -> misshapen(frame);
            default ->
                own().array("observation/state", NdArray.floats(unsound(), 2)).encode();
        };
    }

    private byte[] claim() {
        return CLAIMS.get(random.nextInt(CLAIMS.size()));
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    /** Flips in the first bytes hit structure, and in the rest mostly pictures. */
    private byte[] flipped(byte[] frame, int flips) {
        byte[] flipped = frame.clone();
        for (int i = 0; i < flips; i++) {
            int at = random.nextInt(random.nextBoolean() ? Math.min(frame.length, 200) : frame.length);
            flipped[at] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private static byte[] overwritten(byte[] frame, int at, byte[] with) {
        byte[] overwritten = frame.clone();
        System.arraycopy(with, 0, overwritten, at, Math.min(with.length, frame.length - at));
        return overwritten;
    }

    private byte[] nest() {
        byte[] nest = new byte[3 + random.nextInt(100_000)];
        Arrays.fill(nest, (byte) (random.nextBoolean() ? 0x91 : 0x81));
        nest[0] = (byte) 0x81;
        nest[1] = (byte) 0xA1;
        nest[2] = 'a';
        return nest;
    }

    /** Another shape or another mark in front of the same bytes. */
    private byte[] misshapen(byte[] frame) {
        byte[] what = random.nextBoolean() ? SHAPE : NDARRAY;
        int at = indexOf(frame, what);
        byte[] shape = {(byte) 0x92, (byte) 0xFF, (byte) random.nextInt(256), (byte) random.nextInt(256)};
        return at < 0 ? frame : overwritten(frame, at + what.length, shape);
    }

    private int indexOf(byte[] frame, byte[] what) {
        int from = random.nextInt(frame.length);
        for (int at = from; at + what.length <= frame.length; at++) {
            if (Arrays.equals(frame, at, at + what.length, what, 0, what.length)) {
                return at;
            }
        }
        return -1;
    }

    private Vec unsound() {
        List<Float> unsound = List.of(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
        return Vec.of(0, unsound.get(random.nextInt(unsound.size())));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
