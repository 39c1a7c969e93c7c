package dev.fleetrl.policy.serving;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.learning.FrameCodec;
import dev.fleetrl.policy.embodiment.Rgb;
import java.io.IOException;

/** One camera's picture as it came in. */
public sealed interface Picture {
    /** A side; a stranger's picture may claim any. */
    int MOST_PIXELS = 1024;

    /** Writes it as RGB bytes; fails where it is not a square of that many pixels. */
    void decode(int pixels, byte[] rgb, int offset) throws IOException;

    /** In the size in which it came. */
    Rgb rgb() throws IOException;

    /** The bytes that are recorded too, so that training sees what serving saw. */
    record Jpeg(Bytes bytes) implements Picture {
        @Override
        public void decode(int pixels, byte[] rgb, int offset) throws IOException {
            FrameCodec.decode(bytes.toArray(), pixels, rgb, offset);
        }

        @Override
        public Rgb rgb() throws IOException {
            byte[] jpeg = bytes.toArray();
            int side = FrameCodec.width(jpeg);
            if (side > MOST_PIXELS) {
                throw new IOException("the picture is " + side + " pixels wide, the most is " + MOST_PIXELS);
            }
            byte[] rgb = new byte[side * side * 3];
            FrameCodec.decode(jpeg, side, rgb, 0);
            return new Rgb(side, side, Bytes.of(rgb));
        }
    }

    /** As stock openpi clients send it; shape [height, width, 3]. */
    record Raw(int height, int width, Bytes bytes) implements Picture {
        @Override
        public void decode(int pixels, byte[] rgb, int offset) throws IOException {
            if (height != pixels || width != pixels || bytes.size() != pixels * pixels * 3) {
                throw new IOException(
                        "the picture is " + width + "×" + height + ", the policy wants " + pixels + "×" + pixels);
            }
            System.arraycopy(bytes.toArray(), 0, rgb, offset, bytes.size());
        }

        @Override
        public Rgb rgb() {
            return new Rgb(height, width, bytes);
        }
    }

    /** Of another embodiment's client, in whatever size it came. */
    record Fitted(Rgb picture) implements Picture {
        @Override
        public void decode(int pixels, byte[] rgb, int offset) {
            byte[] square = picture.fitted(pixels).bytes().toArray();
            System.arraycopy(square, 0, rgb, offset, square.length);
        }

        @Override
        public Rgb rgb() {
            return picture;
        }
    }
}
