package dev.fleetrl.policy.serving;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.openpi.NdArray;
import dev.fleetrl.policy.openpi.OpenpiMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** What clients of openpi's examples send. */
final class Clients {
    private Clients() {}

    /** As examples/libero/main.py: grey pictures of 224, a state of doubles, no key of ours. */
    static OpenpiMap.Builder libero(float ahead) {
        byte[] grey = new byte[224 * 224 * 3];
        Arrays.fill(grey, (byte) 200);
        NdArray picture = NdArray.bytes(grey, 224, 224, 3);
        ByteBuffer state = ByteBuffer.allocate(8 * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        state.putDouble(ahead);
        return new OpenpiMap.Builder()
                .array("observation/image", picture)
                .array("observation/wrist_image", picture)
                .array("observation/state", new NdArray("<f8", List.of(8), Bytes.of(state.array())))
                .text("prompt", "put the bowl on the plate");
    }

    /** As examples/aloha_sim/env.py. */
    static OpenpiMap.Builder aloha() {
        return new OpenpiMap.Builder()
                .array("state", NdArray.floats(Vec.of(new float[14]), 14))
                .map("images", new OpenpiMap.Builder().array("cam_high", NdArray.bytes(new byte[12], 3, 2, 2)));
    }
}
