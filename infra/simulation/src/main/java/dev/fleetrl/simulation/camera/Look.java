package dev.fleetrl.simulation.camera;

import java.util.List;

/**
 * What the cameras' pictures are like, apart from what is in them.
 *
 * @param table colours of its squares, which are as large as {@code tile} says; one colour is plain, none is its own
 * @param noise standard deviation of each byte of a picture
 * @param seed of the noise
 */
public record Look(List<Integer> table, Light light, double noise, long seed) {
    public static final Look USUAL = new Look(List.of(), Light.CEILING, 0, 0);

    private static final int[] UNSEEN = {0x6C8472, 0x7B6C90, 0x5A7182};
    private static final double NOISE = 10;

    /** Another colour; from severity 2 chequered.
     *
     * @param draw from U[0, 1)
     */
    public static Look onUnseenTable(int severity, double draw) {
        int first = (int) (draw * UNSEEN.length);
        int plain = UNSEEN[first];
        return new Look(severity < 2 ? List.of(plain) : List.of(plain, 0xD8D2C4), Light.CEILING, 0, 0);
    }

    /** The lamp stands elsewhere and is dimmer.
     *
     * @param draw from U[0, 1)
     */
    public static Look inOtherLight(int severity, double draw) {
        return new Look(List.of(), Light.elsewhere(severity, draw), 0, 0);
    }

    public static Look noisy(int severity, long seed) {
        return new Look(List.of(), Light.CEILING, NOISE * (2 * severity - 1), seed);
    }
}
