package dev.fleetrl.policy.serving;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.learning.FrameCodec;
import java.io.IOException;

/** One camera's picture as it came in. */
public sealed interface Picture {
    /** Writes it as RGB bytes; fails where it is not a square of that many pixels. */
    void decode(int pixels, byte[] rgb, int offset) throws IOException;

    /** The bytes that are recorded too, so that training sees what serving saw. */
    record Jpeg(Bytes bytes) implements Picture {
        @Override
        public void decode(int pixels, byte[] rgb, int offset) throws IOException {
            FrameCodec.decode(bytes.toArray(), pixels, rgb, offset);
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
    }
}
