package dev.fleetrl.value.critic.progress;

/** How much two observations differ to the eye. */
public final class PixelDifference {
    private static final double FULL_SCALE = 255;

    private PixelDifference() {}

    /**
     * The mean absolute difference of a camera's bytes as a share of full scale, of the camera that sees most of it: an arm
     * that moves may be out of sight of all but one.
     *
     * @param a RGB of all cameras, one after the other
     * @param cameras how many
     */
    public static double between(byte[] a, byte[] b, int cameras) {
        int size = a.length / cameras;
        double most = 0;
        for (int camera = 0; camera < cameras; camera++) {
            long sum = 0;
            for (int i = camera * size; i < (camera + 1) * size; i++) {
                sum += Math.abs((a[i] & 0xFF) - (b[i] & 0xFF));
            }
            most = Math.max(most, sum / (FULL_SCALE * size));
        }
        return most;
    }
}
